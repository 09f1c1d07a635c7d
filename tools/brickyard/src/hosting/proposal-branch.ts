import { BrickyardError } from '../errors';
import type { Git } from '../git/git';
import { commitTree } from './commit-tree';
import { pushRef, readRef } from './push-ref';

export interface ProposalBranch {
  branch: string;
  remote: string;
  /** Of the commit. */
  title: string;
  author?: string;
}

/** What the remote has, and whether it is ours alone. */
interface Tip {
  commit: string;
  tree: string;
  isOurs: boolean;
}

/** A commit of ours names its tree, so that one that was amended is seen. */
const trailer = 'Brickyard-Tree';

/** Throws for names that git would not take, or that would move the base. */
export async function checkBranch(
  git: Git,
  branch: string,
  base: string,
): Promise<void> {
  for (const name of [branch, base]) {
    const { code } = await git.run(['check-ref-format', `refs/heads/${name}`]);
    if (code !== 0 || name.startsWith('-'))
      throw new BrickyardError(
        'OPTIONS_INVALID',
        `'${name}' is no branch name`,
      );
  }
  if (branch !== base) return;
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `--branch=${branch} is the base itself: a proposal has a branch of its own`,
  );
}

/**
 * Puts `tree`, as one commit on HEAD, on the branch of the remote. Says whether
 * anything had to be pushed. Commits of people on that branch are not overwritten.
 */
export async function pushProposal(
  git: Git,
  tree: string,
  place: ProposalBranch,
): Promise<boolean> {
  const { branch, remote, title, author } = place;
  const tip = await readTip(git, remote, branch);
  if (tip?.tree === tree) return false;
  if (tip !== undefined && !tip.isOurs) throw conflict(branch, tip.commit);
  const parent = await git.text(['rev-parse', 'HEAD']);
  const message = `${title}\n\n${trailer}: ${tree}\n`;
  const commit = await commitTree(git, { tree, parent, message, author });
  const ref = `refs/heads/${branch}`;
  await pushRef(git, { remote, ref, commit, expected: tip?.commit });
  return true;
}

export async function readTip(
  git: Git,
  remote: string,
  branch: string,
): Promise<Tip | undefined> {
  const ref = `refs/heads/${branch}`;
  const commit = await readRef(git, remote, ref);
  if (commit === undefined) return undefined;
  await git.text(['fetch', '--quiet', '--no-tags', '--', remote, ref]);
  const format = `--format=%T%n%(trailers:key=${trailer},valueonly)`;
  const text = await git.text(['log', '-1', format, commit]);
  const [tree = '', named = ''] = text.split('\n');
  return { commit, tree, isOurs: tree === named.trim() };
}

function conflict(branch: string, commit: string): BrickyardError {
  return new BrickyardError(
    'BRANCH_CONFLICT',
    `${branch} has a commit that is not brickyard's: ${commit.slice(0, 10)}. It is not overwritten`,
    { hint: 'merge or close its pull request and delete the branch' },
  );
}
