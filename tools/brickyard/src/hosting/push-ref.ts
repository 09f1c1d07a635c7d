import { BrickyardError } from '../errors';
import type { Git } from '../git/git';

export interface RefPush {
  remote: string;
  /** `refs/heads/brickyard/nightly` */
  ref: string;
  commit: string;
  /** What the remote has there now; `undefined` for nothing. */
  expected: string | undefined;
}

/** The commit that a remote's ref names, if there is one. */
export async function readRef(
  git: Git,
  remote: string,
  ref: string,
): Promise<string | undefined> {
  const text = await git.text(['ls-remote', '--', remote, ref]);
  const line = text.split('\n').find((each) => each.endsWith(`\t${ref}`));
  return line?.split('\t')[0];
}

/**
 * Moves one ref, and only from where it was seen: `BRANCH_CONFLICT` when
 * somebody else was faster.
 */
export async function pushRef(git: Git, push: RefPush): Promise<void> {
  const { remote, ref, commit, expected } = push;
  const lease = `--force-with-lease=${ref}:${expected ?? ''}`;
  try {
    await git.text(['push', lease, '--', remote, `${commit}:${ref}`]);
  } catch (cause) {
    const now = await readRef(git, remote, ref);
    if (now === expected) throw cause;
    throw new BrickyardError(
      'BRANCH_CONFLICT',
      `${ref} of ${remote} was changed in the meantime`,
      { cause, hint: 'run the same command again' },
    );
  }
}
