import { BrickyardError } from '../errors';
import type { Git } from './git';

export interface RefPush {
  remote: string;
  /** `refs/heads/brickyard/nightly` */
  ref: string;
  commit: string;
  /** The commit that the remote has there; `undefined` for none. */
  expected: string | undefined;
}

/** The commit that a ref of a remote names, if it exists. */
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
 * Moves a ref, but only if the remote still has the expected commit there. Throws
 * BRANCH_CONFLICT when somebody else was faster.
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
