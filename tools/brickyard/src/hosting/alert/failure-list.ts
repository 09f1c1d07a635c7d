import * as v from 'valibot';

import { BrickyardError } from '../../errors';
import { explainIssue } from '../../explain-issue';
import { parseJson } from '../../parse-json';

/** The file that `brickyard refresh --failures` writes. */
const failureListSchema = v.array(
  v.object({
    /** `ubuntu:24.04` */
    reference: v.pipe(v.string(), v.nonEmpty()),
    code: v.string(),
    message: v.string(),
  }),
);

export type Failure = v.InferOutput<typeof failureListSchema>[number];

/** One failure for each reference, sorted. Throws with the file's name. */
export function parseFailures(text: string, file: string): Failure[] {
  const result = v.safeParse(failureListSchema, parseJson(text, file));
  if (!result.success) {
    const [issue] = result.issues;
    const where = v.getDotPath(issue) ?? 'the list';
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `${file}: ${where} ${explainIssue(issue)}`,
      {
        hint: 'npx brickyard refresh --keep-going --failures=<file> writes it',
      },
    );
  }
  const failures = new Map(result.output.map((each) => [each.reference, each]));
  return [...failures.values()].sort((a, b) =>
    a.reference < b.reference ? -1 : 1,
  );
}
