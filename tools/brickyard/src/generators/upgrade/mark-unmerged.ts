import type { Git } from '../../git/git';
import type { CopyUpgrade } from '../../starter/copy-upgrade';
import { flavoursFolder } from '../../workspace/list-flavours';
import { findPrefix } from './check-committed';

/**
 * Tells git of the conflicts, as a merge does: it refuses to commit until they are
 * mended, and its tools show the three sides.
 */
export async function markUnmerged(
  git: Git,
  upgrades: readonly CopyUpgrade[],
): Promise<void> {
  const prefix = await findPrefix(git);
  if (prefix === undefined) return;
  const lines: string[] = [];
  for (const upgrade of upgrades)
    for (const { path, kind } of upgrade.changes) {
      if (kind !== 'conflict') continue;
      const file = `${flavoursFolder}/${upgrade.folder}/${path}`;
      if (!(await isInIndex(git, file))) continue;
      const stages = await listStages({ git, file }, listSides(upgrade, path));
      // Unlike others, this command counts paths from the repository's top.
      lines.push(...stages.map((stage) => `${stage}\t${prefix}${file}\0`));
    }
  if (lines.length === 0) return;
  const words = ['update-index', '-z', '--index-info'];
  await git.text(words, { input: lines.join('') });
}

/** A file that git does not have would be lost to `git checkout`. */
async function isInIndex(git: Git, file: string): Promise<boolean> {
  const words = ['--literal-pathspecs', 'ls-files', '--', file];
  return (await git.text(words)) !== '';
}

interface Side {
  stage: 1 | 2 | 3;
  text: string;
  isExecutable: boolean;
}

function listSides({ base, ours, theirs }: CopyUpgrade, path: string): Side[] {
  const was = base.files.get(path);
  const files = [ours.get(path), theirs.get(path)];
  const first =
    was?.text === undefined
      ? []
      : [{ ...was, text: was.text, stage: 1 as const }];
  const others = files.flatMap((file, index): Side[] => {
    if (file === undefined || 'odd' in file) return [];
    const { bytes, isExecutable } = file;
    const text = bytes.toString('utf8');
    return [{ stage: index === 0 ? 2 : 3, text, isExecutable }];
  });
  return [...first, ...others];
}

/** What `git ls-files --stage` would print of the sides, after a line that removes what is there. */
async function listStages(
  { git, file }: { git: Git; file: string },
  sides: readonly Side[],
): Promise<string[]> {
  const stages: string[] = [];
  for (const { stage, text, isExecutable } of sides) {
    const words = ['hash-object', '-w', '--stdin', `--path=${file}`];
    const id = await git.text(words, { input: text });
    if (stages.length === 0) stages.push(`0 ${id.replace(/./g, '0')}`);
    stages.push(`${isExecutable ? '100755' : '100644'} ${id} ${stage}`);
  }
  return stages;
}
