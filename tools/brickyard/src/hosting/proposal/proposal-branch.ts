import { BrickyardError } from '../../errors';
import { commitTree } from '../../git/commit-tree';
import type { Git } from '../../git/git';
import { pushRef, readRef } from '../../git/push-ref';

export interface ProposalBranch {
  branch: string;
  remote: string;
  /** The first line of the commit. */
  title: string;
  author?: string;
}

/** The commit that the remote has, and whether this tool wrote it. */
interface Tip {
  commit: string;
  tree: string;
  isOurs: boolean;
}

/** Our commits name their tree, so one that a person amended is told apart. */
const trailer = 'Brickyard-Tree';

/** Throws where git would refuse a name, or where the push would move the base. */
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
        `'${name}' is not a branch name`,
      );
  }
  if (branch !== base) return;
  throw new BrickyardError(
    'OPTIONS_INVALID',
    `--branch=${branch} is the base itself: a proposal needs a branch of its own`,
  );
}

/**
 * Puts `tree` on the branch of the remote, as one commit on top of HEAD. Resolves
 * to whether it had to push. It does not overwrite a person's commits.
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
    `${branch} has a commit that is not brickyard's: ${commit.slice(0, 10)}. Brickyard does not overwrite it`,
    { hint: 'merge or close its pull request and delete the branch' },
  );
}
