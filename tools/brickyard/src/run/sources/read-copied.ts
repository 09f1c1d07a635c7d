import { readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

import { isScriptFile } from '../../conformance/copied-scripts';
import type { CopiedFile } from '../../conformance/rule';
import { isSuspectFile } from '../../conformance/secrets/secret-files';
import { listCopied } from '../../context/list-copied';
import type { ResolvedImage } from '../../plan/resolve-image';

/** Keys, settings and scripts are much shorter. */
const LONGEST = 64 * 1024;

/** The files that an image takes and that rules look at: scripts, and what may hold secrets. */
export function readCopied({ flavour, use }: ResolvedImage): CopiedFile[] {
  const { folder, ignore } = flavour;
  const copied = listCopied({ folder, ignore, uses: use.context });
  return copied.flatMap((each) => {
    const isSuspect = isSuspectFile(each.path);
    if (!isSuspect && !mayBeScript(each.path)) return [];
    const text = readText(join(folder, each.path));
    const isWanted = isSuspect || isScriptFile(each.path, text);
    return isWanted ? [{ ...each, text }] : [];
  });
}

function mayBeScript(path: string): boolean {
  return ['', '.sh', '.bash'].includes(posix.extname(path));
}

/** Nothing for a file that no build could read: that is said elsewhere. */
function readText(file: string): string | undefined {
  try {
    const { size } = statSync(file);
    return size <= LONGEST ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
