import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../errors';
import { findNameFault, nameHint } from '../workspace/find-name-fault';
import { findNameOwner } from '../workspace/find-name-owner';

/**
 * Folder, project and image share one name. Throws NAME_INVALID or NAME_TAKEN
 * when that cannot be.
 */
export function checkName(
  tree: Tree,
  name: string,
  localNamespace: string,
): void {
  const fault = findNameFault(name, localNamespace);
  if (fault !== undefined) {
    const message = `'${name}' is not a valid name: ${fault}`;
    throw new BrickyardError('NAME_INVALID', message, { hint: nameHint });
  }
  const owner = findNameOwner(tree, name);
  if (owner === undefined) return;
  throw new BrickyardError(
    'NAME_TAKEN',
    `the name '${name}' is taken: by ${owner}`,
    { hint: 'choose another name' },
  );
}
