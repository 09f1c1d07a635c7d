import { BrickyardError } from '../errors';
import { askGit, type GitPlace, runGit } from './git';

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
  const inside = await runGit(['rev-parse', '--show-toplevel'], place);
  if (inside.status !== 0) throw noRepository(place.folder, inside.stderr);
  const prefix = await askGit(['rev-parse', '--show-prefix'], place);
  const wanted = await findCommit(ref, place);
  if (wanted === undefined) throw await unknownRevision(ref, place);
  if ((await findCommit('HEAD', place)) === undefined)
    throw new BrickyardError('HISTORY_MISSING', 'there is no commit yet');
  const shared = await runGit(['merge-base', wanted, 'HEAD'], place);
  if (shared.status !== 0) throw await noMergeBase(ref, place);
  const [commit = wanted] = shared.stdout.split('\n');
  return { ref, commit, repository: inside.stdout, prefix };
}

async function findCommit(
  ref: string,
  place: GitPlace,
): Promise<string | undefined> {
  // What looks like an option would be read as one.
  if (ref === '' || ref.startsWith('-')) return undefined;
  const words = ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`];
  const { status, stdout } = await runGit(words, place);
  return status === 0 ? stdout : undefined;
}

async function isShallow(place: GitPlace): Promise<boolean> {
  const words = ['rev-parse', '--is-shallow-repository'];
  return (await runGit(words, place)).stdout === 'true';
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

async function unknownRevision(
  ref: string,
  place: GitPlace,
): Promise<BrickyardError> {
  const remote = `origin/${ref}`;
  const isRemote = (await findCommit(remote, place)) !== undefined;
  const shallow = (await isShallow(place)) ? deepen : undefined;
  return new BrickyardError(
    'REVISION_UNKNOWN',
    `--base: git knows no commit '${ref}'`,
    { hint: isRemote ? `write --base=${remote}` : shallow },
  );
}

async function noMergeBase(
  ref: string,
  place: GitPlace,
): Promise<BrickyardError> {
  return new BrickyardError(
    'HISTORY_MISSING',
    `'${ref}' and the commit here have no commit in common`,
    { hint: (await isShallow(place)) ? deepen : undefined },
  );
}
