import type { Tree } from '@nx/devkit';

import { renderError } from '../../errors';
import { textForNx } from '../../outlet/standard-streams';
import { planSync } from '../../synth/sync/plan-sync';
import { synthesise } from '../../synth/synthesise';
import { readSynthInput } from './read-synth-input';

/** What Nx shows when generated files are out of date. */
export interface SyncResult {
  outOfSyncMessage?: string;
  outOfSyncDetails?: string[];
}

/** `nx sync` and `nx sync:check`: writes derived files, and nothing when all are current. */
export function sync(tree: Tree): SyncResult {
  const { changes, details } = plan(tree);
  for (const [path, text] of changes) {
    if (text === undefined) tree.delete(path);
    else tree.write(path, text);
  }
  if (changes.size === 0) return {};
  // `nx sync` shows the message alone; `nx sync:check` the details, too.
  const paths = [...changes.keys()].join(', ');
  return {
    outOfSyncMessage: textForNx(
      `generated files do not match flavours and options: ${paths}`,
    ),
    outOfSyncDetails: details.map((detail) => textForNx(`  ${detail}`)),
  };
}

/** Nx shows an error's message alone. */
function plan(tree: Tree) {
  try {
    const files = synthesise(readSynthInput(tree.root));
    return planSync(files, (path) => tree.read(path, 'utf8') ?? undefined);
  } catch (error) {
    throw new Error(textForNx(renderError(error)), { cause: error });
  }
}
