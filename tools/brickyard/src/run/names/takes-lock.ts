import { posix } from 'node:path';

import { readOptionalSource } from '../../dockerfile/read-optional-source';
import type { ResolvedImage } from '../../plan/resolve-image';

/**
 * Whether an image's build takes this lock of its flavour's by its name. A folder
 * `locks` that is copied as a whole may hold anything, so it says nothing.
 */
export function takesLock(
  { use }: Pick<ResolvedImage, 'use'>,
  path: string,
): boolean {
  const sources = use.context.flatMap((each) => each.sources);
  return sources.some(
    (source) => posix.join('.', readOptionalSource(source) ?? source) === path,
  );
}
