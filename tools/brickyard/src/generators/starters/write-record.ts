import type { Tree } from '@nx/devkit';

import {
  renderRecord,
  type StarterRecord,
  starterRecordPath,
} from '../../starter/starter-record';

/** The record of what `packages/<folder>` was copied from. */
export function writeRecord(
  tree: Tree,
  folder: string,
  record: StarterRecord,
): void {
  tree.write(starterRecordPath(folder), renderRecord(folder, record));
}
