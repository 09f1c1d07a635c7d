import * as v from 'valibot';
import { parse } from 'yaml';

const texts = v.record(v.string(), v.string());

/** Strict: a key that the runner would ignore fails the test. */
const stepSchema = v.strictObject({
  name: v.string(),
  if: v.optional(v.string()),
  uses: v.optional(v.string()),
  with: v.optional(v.record(v.string(), v.unknown())),
  run: v.optional(v.string()),
  env: v.optional(texts, {}),
});

const jobSchema = v.strictObject({
  needs: v.optional(v.array(v.string()), []),
  if: v.optional(v.string()),
  'runs-on': v.string(),
  'timeout-minutes': v.number(),
  permissions: texts,
  steps: v.array(stepSchema),
});

const workflowSchema = v.strictObject({
  name: v.string(),
  on: v.unknown(),
  permissions: v.strictObject({}),
  concurrency: v.unknown(),
  env: v.optional(texts, {}),
  jobs: v.record(v.string(), jobSchema),
});

export type WorkflowStep = v.InferOutput<typeof stepSchema>;
export type WorkflowJob = v.InferOutput<typeof jobSchema>;
export type WorkflowFile = v.InferOutput<typeof workflowSchema>;

/** docs.github.com, "Workflow syntax for GitHub Actions", as far as we generate it. */
export function parseWorkflow(text: string): WorkflowFile {
  return v.parse(workflowSchema, parse(text));
}
