import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { Git, type GitPlace } from '../../git/git';
import type { BaseCommit } from './find-base';

/**
 * A commit's files in a folder of their own while `work` runs, gone after it.
 * They are as a checkout writes them, which `git archive` does not promise, and
 * the repository is left as it is: its index is not used. `work` is given the
 * workspace's folder there; imports find the packages of `root`.
 */
export async function withCommit<R>(
  { commit, repository, prefix }: BaseCommit,
  { root, ...place }: Omit<GitPlace, 'folder'> & { root: string },
  work: (folder: string) => Promise<R>,
): Promise<R> {
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-base-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // A second Ctrl-C waits for nothing.
  process.once('exit', remove);
  try {
    const git = new Git({ ...place, folder: repository });
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    const tree = join(folder, 'tree');
    await git.text([...plain, 'read-tree', commit], { env });
    const words = ['checkout-index', '--all', '--quiet', `--prefix=${tree}/`];
    await git.text([...plain, ...words], { env });
    const workspace = join(tree, prefix);
    linkPackages(root, workspace);
    return await work(workspace);
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/** All files, and nothing written outside of the folder. */
const plain = ['core.sparseCheckout', 'core.splitIndex', 'core.fsmonitor']
  .map((name) => `${name}=false`)
  .flatMap((setting) => ['-c', setting]);

function linkPackages(root: string, folder: string): void {
  const name = 'node_modules';
  if (!existsSync(folder) || existsSync(join(folder, name))) return;
  for (let at = root; ; at = dirname(at)) {
    const packages = join(at, name);
    if (existsSync(packages)) return symlinkSync(packages, join(folder, name));
    if (dirname(at) === at) return;
  }
}
