import * as v from 'valibot';

import { problemsError } from '../errors';
import { explainIssue } from '../explain-issue';
import { parseJson } from '../parse-json';

const digest = v.pipe(
  v.string(),
  v.regex(/^sha256:[0-9a-f]{64}$/, 'is not sha256:<64 hex>'),
);
const lockSchema = v.record(v.string(), digest);

/** External reference → digest: `images.lock.json`. */
export type ImagesLock = v.InferOutput<typeof lockSchema>;

/** Throws OPTIONS_INVALID naming the entry. */
export function parseImagesLock(text: string, file: string): ImagesLock {
  const result = v.safeParse(lockSchema, parseJson(text, file));
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => ({
    place: { file },
    message: `${v.getDotPath(issue) ?? 'the file'}: ${explainIssue(issue)}`,
  }));
  throw problemsError('OPTIONS_INVALID', problems);
}
