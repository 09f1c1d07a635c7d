import * as v from 'valibot';

import { type Problem, problemsError } from '../errors';
import { explainIssue } from '../explain-issue';
import {
  type ImageDefinition,
  imageDefinitionSchema,
} from './image-definition';

/** Throws FLAVOUR_INVALID that names every key that is wrong. */
export function parseImageDefinition(
  value: unknown,
  file: string,
): ImageDefinition {
  const result = v.safeParse(imageDefinitionSchema, value);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => toProblem(issue, file));
  const known = Object.keys(imageDefinitionSchema.entries).join(', ');
  throw problemsError(
    'FLAVOUR_INVALID',
    problems,
    `image.ts may have: ${known}`,
  );
}

function toProblem(issue: v.BaseIssue<unknown>, file: string): Problem {
  const key = v.getDotPath(issue);
  const place = { file };
  if (key === null) {
    const message = `the default export must be defineImage({ … }), got ${issue.received}`;
    return { place, message };
  }
  return { place, message: `${key}: ${explainIssue(issue)}` };
}
