import * as v from 'valibot';

import { type ErrorCode, type Problem, problemsError } from './errors';
import { explainIssue } from './explain-issue';

/** How a value is named, and what to throw where the schema does not fit. */
export interface Validation {
  file: string;
  code: ErrorCode;
  hint?: string;
}

/** The value as the schema has it. Throws `code` that names every wrong key. */
export function validate<T extends v.GenericSchema>(
  schema: T,
  value: unknown,
  { file, code, hint }: Validation,
): v.InferOutput<T> {
  const result = v.safeParse(schema, value);
  if (result.success && !isListForObject(schema, value)) return result.output;
  const problems = result.success
    ? [faultOf(file, 'the file', 'expected Object, got Array')]
    : result.issues.map((issue) => {
        const key = v.getDotPath(issue) ?? 'the file';
        return faultOf(file, key, explainIssue(issue));
      });
  throw problemsError(code, problems, hint);
}

/** valibot takes a list for an object without keys. */
function isListForObject({ type }: v.GenericSchema, value: unknown): boolean {
  return Array.isArray(value) && /object|record/.test(type);
}

function faultOf(file: string, key: string, reason: string): Problem {
  return { place: { file }, message: `${key}: ${reason}` };
}
