import { parsePathPattern, selectsPath } from '../../context/path-pattern';
import { isLockSource } from '../../lock/kind/lock-owner';
import type { ResolvedImage } from '../../plan/resolve-image';

/**
 * Whether an image's build takes this lock of its flavour's, by its name or with
 * its folder. A mount's source is literal, and no lock has a `*` in its name.
 */
export function takesLock(
  { use }: Pick<ResolvedImage, 'use'>,
  path: string,
): boolean {
  const sources = use.context.flatMap((each) => each.sources);
  return sources.filter(isLockSource).some((source) => {
    const pattern = parsePathPattern(source);
    return pattern !== undefined && selectsPath(pattern, path);
  });
}
