import { isBrickyardError } from '../../errors';
import { commitTree } from '../../git/commit-tree';
import type { Git } from '../../git/git';
import { pushRef, readRef } from '../../git/push-ref';
import {
  type NightlyState,
  noNights,
  parseState,
  renderState,
} from './count-nights';

export interface StatePlace {
  remote: string;
  /** `refs/brickyard/failed-nights` */
  ref: string;
  warn: (message: string) => void;
}

const file = 'nightly.json';
const MAX_TRIES = 5;

/**
 * Changes the state in a ref of the remote: a commit without parents, with one
 * file. When another run is faster, `change` is applied to what that run wrote. A
 * state that is missing or unreadable starts over.
 */
export async function changeState(
  git: Git,
  place: StatePlace,
  change: (state: NightlyState) => NightlyState,
): Promise<NightlyState> {
  for (let attempt = 1; ; attempt += 1) {
    const { commit, state } = await readState(git, place);
    const next = change(state);
    const text = renderState(next);
    const isSame = text === renderState(state);
    if (isSame) return next;
    try {
      await writeState(git, place, text, commit);
      return next;
    } catch (error) {
      const isLate =
        isBrickyardError(error) && error.code === 'BRANCH_CONFLICT';
      if (!isLate || attempt === MAX_TRIES) throw error;
    }
  }
}

async function readState(git: Git, { remote, ref, warn }: StatePlace) {
  const commit = await readRef(git, remote, ref);
  if (commit === undefined) return { commit, state: noNights };
  await git.text(['fetch', '--quiet', '--no-tags', '--', remote, ref]);
  const { out } = await git.run(['cat-file', 'blob', `${commit}:${file}`]);
  const state = parseState(out);
  if (state === undefined)
    warn(
      `${ref} of ${remote} does not hold a count of nights; the count starts over`,
    );
  return { commit, state: state ?? noNights };
}

async function writeState(
  git: Git,
  { remote, ref }: StatePlace,
  text: string,
  expected: string | undefined,
): Promise<void> {
  const blob = await git.text(['hash-object', '-w', '--stdin'], {
    input: text,
  });
  const entry = `100644 blob ${blob}\t${file}\n`;
  const tree = await git.text(['mktree'], { input: entry });
  // --state may name a branch, and this push should not start a pipeline there.
  const message = 'chore: count nights [skip ci]\n';
  const commit = await commitTree(git, { tree, message });
  await pushRef(git, { remote, ref, commit, expected });
}
