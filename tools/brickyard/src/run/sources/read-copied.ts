import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { CopiedFile } from '../../conformance/rule';
import { isSuspectFile } from '../../conformance/secrets/secret-files';
import { listCopied } from '../../context/list-copied';
import type { ResolvedImage } from '../../plan/resolve-image';

/** Keys and files of settings are much shorter. */
const LONGEST = 64 * 1024;

/** The files that an image takes, with the text of those that may hold secrets. */
export function readCopied({ flavour, use }: ResolvedImage): CopiedFile[] {
  const { folder, ignore } = flavour;
  const copied = listCopied({ folder, ignore, uses: use.context });
  return copied
    .filter(({ path }) => isSuspectFile(path))
    .map((each) => ({ ...each, text: readText(join(folder, each.path)) }));
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
