import { problemsError } from '../../errors';
import type { Git } from '../../git/git';

/** Where the workspace is in its repository: '' or `apps/images/`; `undefined` outside of any. */
export async function findPrefix(git: Git): Promise<string | undefined> {
  const words = ['rev-parse', '--show-prefix'];
  const { code, out, err } = await git.run(words);
  if (code === 0) return out;
  if (/not a git repository/.test(err)) return undefined;
  return git.text(words);
}

/**
 * What an upgrade changes has to be committed, so that `git diff` shows the upgrade
 * alone, and git has what was there. Throws UPGRADE_REFUSED with each file.
 */
export async function checkCommitted(
  git: Git,
  paths: readonly string[],
): Promise<void> {
  const prefix = await findPrefix(git);
  if (prefix === undefined) return;
  const words = ['status', '--porcelain', '-z', '--no-renames'];
  const all = ['--literal-pathspecs', ...words, '--untracked-files=all'];
  const entries = await git.paths([...all, '--', ...paths]);
  if (entries.length === 0) return;
  const problems = entries.map((entry) => ({
    place: { file: entry.slice(3 + prefix.length) },
    message: entry.startsWith('??')
      ? 'is not in git yet, and the upgrade changes it'
      : 'has changes that are not committed, and the upgrade changes it',
  }));
  throw problemsError(
    'UPGRADE_REFUSED',
    problems,
    'commit them first; or --allowDirty, if they may be mixed with what the upgrade changes',
  );
}
