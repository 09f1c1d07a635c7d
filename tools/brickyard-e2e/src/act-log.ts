import * as v from 'valibot';

import type { JobRun, StepRun } from './workflow-run';

/** A line of `act --json`, as far as anything reads it. */
const lineSchema = v.looseObject({
  msg: v.string(),
  jobID: v.optional(v.string()),
  stage: v.optional(v.string()),
  step: v.optional(v.string()),
  stepID: v.optional(v.array(v.string())),
  raw_output: v.optional(v.boolean()),
  stepResult: v.optional(v.string()),
  jobResult: v.optional(v.string()),
  command: v.optional(v.string()),
  content: v.optional(v.string()),
});

export type ActLine = v.InferOutput<typeof lineSchema>;

/** A step and its number, by which its environment is found. */
export type ActStep = Omit<StepRun, 'env'> & { number: string };

/** What is not JSON is of act's own end, not of a job. */
export function parseActLog(text: string): ActLine[] {
  const lines = text.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => v.parse(lineSchema, JSON.parse(line)));
}

/** act says nothing about a job that it skips. */
export function jobResult(lines: readonly ActLine[], id: string) {
  const results = lines.flatMap((line) =>
    line.jobID === id && line.jobResult ? [line.jobResult] : [],
  );
  return (results.at(-1) ?? 'skipped') as JobRun['result'];
}

/** The steps of a job that ran, with all that each printed. */
export function listSteps(lines: readonly ActLine[], id: string): ActStep[] {
  const steps = new Map<string, ActStep>();
  for (const line of lines) {
    const { jobID, stage, step: name, stepID: [number] = [] } = line;
    if (jobID !== id || stage !== 'Main' || !name || !number) continue;
    const step = steps.get(number) ?? { name, number, status: 0, output: '' };
    steps.set(number, step);
    if (line.raw_output) step.output += line.msg;
    if (line.stepResult === 'failure') step.status = 1;
  }
  return [...steps.values()];
}

/** What steps wrote for a run's page. */
export function joinSummaries(lines: readonly ActLine[]): string {
  const isSummary = ({ command }: ActLine) => command === 'summary';
  return lines
    .filter(isSummary)
    .map(({ content }) => content)
    .join('\n');
}
