import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BrickyardError } from '../../errors';
import type { Git } from '../../git/git';
import type { MergedTexts, MergeTexts } from '../../starter/merge-file';

/** More than this is no count of conflicts, but a failure of git. */
const MOST_CONFLICTS = 127;

/** Merges as git does in this repository, so that `merge.conflictStyle` holds. `name` is of the new side: `Brickyard 0.2.0`. */
export function mergeWithGit(git: Git, name: string): MergeTexts {
  return async (texts) => {
    const folder = mkdtempSync(join(tmpdir(), 'brickyard-merge-'));
    try {
      return await merge({ git, name, folder }, texts);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function merge(
  { git, name, folder }: { git: Git; name: string; folder: string },
  texts: MergedTexts,
): Promise<string> {
  const place = (side: keyof MergedTexts) => join(folder, side);
  for (const side of ['base', 'ours', 'theirs'] as const)
    writeFileSync(place(side), texts[side]);
  const labels = ['yours', 'the starter before', name];
  const words = [
    ...['merge-file', '--quiet', ...labels.flatMap((label) => ['-L', label])],
    ...[place('ours'), place('base'), place('theirs')],
  ];
  const { code, err } = await git.run(words);
  if (code < 0 || code > MOST_CONFLICTS)
    throw new BrickyardError('GIT_FAILED', `git merge-file failed: ${err}`);
  return readFileSync(place('ours'), 'utf8');
}
