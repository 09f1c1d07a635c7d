import * as v from 'valibot';

import { type Problem, problemsError } from '../errors';
import { explainIssue } from '../explain-issue';
import {
  type ImageDefinition,
  imageDefinitionSchema,
} from './image-definition';
import { locateKey } from './locate-key';

/** Where a definition is written. */
export interface DefinitionSource {
  /** As messages name it: `packages/python/image.ts`. */
  file: string;
  /** Without it, messages have no line. */
  text?: string;
}

/** Throws FLAVOUR_INVALID that names every key that is wrong, and its line. */
export function parseImageDefinition(
  value: unknown,
  source: DefinitionSource,
): ImageDefinition {
  const result = v.safeParse(imageDefinitionSchema, value);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => toProblem(issue, source));
  const known = Object.keys(imageDefinitionSchema.entries).join(', ');
  throw problemsError(
    'FLAVOUR_INVALID',
    problems,
    `image.ts may have: ${known}`,
  );
}

function toProblem(
  issue: v.BaseIssue<unknown>,
  { file, text = '' }: DefinitionSource,
): Problem {
  if (issue.path === undefined) {
    const message = `the default export must be defineImage({ … }), got ${issue.received}`;
    return { place: { file }, message };
  }
  const keys = issue.path.map(({ key }) => key as string | number);
  return {
    place: { file, line: locateKey(text, keys) },
    message: `${keys.join('.')}: ${explainIssue(issue)}`,
  };
}
