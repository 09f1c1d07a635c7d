import { BrickyardError } from '../../errors';
import { Git, type GitPlace } from '../../git/git';

/** The commit that a working tree is compared with. */
export interface BaseCommit {
  /** As the user named it. */
  ref: string;
  commit: string;
  /** Folder of the repository, absolute. */
  repository: string;
  /** Of the workspace within it: empty, or ending in a slash. */
  prefix: string;
}

const deepen =
  'this clone is shallow: fetch its history, in GitHub Actions with fetch-depth: 0 of actions/checkout, elsewhere with git fetch --unshallow';

/**
 * Where the working tree and `ref` parted: what a pull request changes is
 * counted from there, as `nx affected` does. Rejects HISTORY_MISSING,
 * REVISION_UNKNOWN.
 */
export async function findBase(
  ref: string,
  place: GitPlace,
): Promise<BaseCommit> {
  const git = new Git(place);
  const inside = await git.run(['rev-parse', '--show-toplevel']);
  if (inside.code !== 0) throw noRepository(place.folder, inside.err);
  const prefix = await git.text(['rev-parse', '--show-prefix']);
  const wanted = await findCommit(ref, git);
  if (wanted === undefined) throw await unknownRevision(ref, git);
  if ((await findCommit('HEAD', git)) === undefined)
    throw new BrickyardError('HISTORY_MISSING', 'there is no commit yet');
  const shared = await git.run(['merge-base', wanted, 'HEAD']);
  if (shared.code !== 0) throw await noMergeBase(ref, git);
  const [commit = wanted] = shared.out.split('\n');
  return { ref, commit, repository: inside.out, prefix };
}

async function findCommit(ref: string, git: Git): Promise<string | undefined> {
  // What looks like an option would be read as one.
  if (ref === '' || ref.startsWith('-')) return undefined;
  const words = ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`];
  const { code, out } = await git.run(words);
  return code === 0 ? out : undefined;
}

async function isShallow(git: Git): Promise<boolean> {
  const { out } = await git.run(['rev-parse', '--is-shallow-repository']);
  return out === 'true';
}

function noRepository(folder: string, said: string): BrickyardError {
  const isUnowned = said.includes('safe.directory');
  return new BrickyardError(
    'HISTORY_MISSING',
    isUnowned
      ? `${folder}: git does not read a repository of another user`
      : `${folder}: not in a git repository`,
    isUnowned
      ? { hint: `git config --global --add safe.directory ${folder}` }
      : {},
  );
}

async function unknownRevision(ref: string, git: Git): Promise<BrickyardError> {
  const remote = `origin/${ref}`;
  const isRemote = (await findCommit(remote, git)) !== undefined;
  const shallow = (await isShallow(git)) ? deepen : undefined;
  return new BrickyardError(
    'REVISION_UNKNOWN',
    `--base: git knows no commit '${ref}'`,
    { hint: isRemote ? `write --base=${remote}` : shallow },
  );
}

async function noMergeBase(ref: string, git: Git): Promise<BrickyardError> {
  return new BrickyardError(
    'HISTORY_MISSING',
    `'${ref}' and the commit here have no commit in common`,
    { hint: (await isShallow(git)) ? deepen : undefined },
  );
}
