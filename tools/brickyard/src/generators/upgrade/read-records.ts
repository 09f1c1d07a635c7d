import type { Tree } from '@nx/devkit';

import { type Problem, problemsError } from '../../errors';
import { isOlder } from '../../starter/starter-changes';
import {
  parseRecord,
  recordFolder,
  type StarterRecord,
  starterRecordPath,
} from '../../starter/starter-record';
import { findTreeText } from '../find-tree-text';

/** By folder in `packages`. Throws STARTER_RECORD_INVALID for one that cannot be read. */
export function readRecords(tree: Tree): Map<string, StarterRecord> {
  const folders = tree
    .children(recordFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
  const records = folders.sort().map((folder) => {
    const file = starterRecordPath(folder);
    return [folder, parseRecord(findTreeText(tree, file) ?? '', file)] as const;
  });
  return new Map(records);
}

/**
 * An older Brickyard has older starters, and would take back what a newer one
 * brought. Throws UPGRADE_REFUSED with each such record.
 */
export function refuseNewerRecords(
  records: ReadonlyMap<string, StarterRecord>,
  version: string,
): void {
  const problems = [...records].flatMap(([folder, record]): Problem[] =>
    isOlder(version, record.version)
      ? [
          {
            place: { file: starterRecordPath(folder) },
            message: `packages/${folder} is of Brickyard ${record.version}, and the one installed here is ${version}`,
          },
        ]
      : [],
  );
  if (problems.length === 0) return;
  throw problemsError(
    'UPGRADE_REFUSED',
    problems,
    'install that Brickyard, or a newer one; to go back, take packages and .brickyard of an earlier commit',
  );
}
