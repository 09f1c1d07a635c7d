import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { problemsError } from '../../errors';
import { findNameOwner } from '../../workspace/find-name-owner';
import { flavoursFolder } from '../../workspace/list-flavours';

/**
 * A flavour of a starter's name is kept, and others are built on it. Anything
 * else of that name would break them: throws NAME_TAKEN, with all of them.
 */
export function checkStarters(tree: Tree, names: readonly string[]): void {
  const problems = names.flatMap((name) => {
    const folder = posix.join(flavoursFolder, name);
    if (tree.exists(posix.join(folder, 'Dockerfile'))) return [];
    const file = findNameOwner(tree, name);
    if (file === undefined) return [];
    const message = `has the name '${name}' and is no flavour: Brickyard needs that name for a flavour that others are built on`;
    return [{ place: { file }, message }];
  });
  if (problems.length > 0)
    throw problemsError('NAME_TAKEN', problems, 'rename it, then try again');
}
