import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Git } from '../../git/git';

export interface StagedChanges {
  /** HEAD, with the files as they are on disk. */
  tree: string;
  /** The files that differ from HEAD, sorted. */
  files: string[];
  /** Tracked files that changed, but that no path reaches. */
  leftOut: string[];
}

/**
 * The tree of HEAD, with the files that the paths (globs from the top) reach on
 * disk. It uses an index of its own, so the user's index and branch stay as they
 * are.
 */
export async function stageChanges(
  git: Git,
  paths: readonly string[],
): Promise<StagedChanges> {
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-index-'));
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    await git.text(['read-tree', 'HEAD'], { env });
    await addFiles(git, paths, env);
    const tree = await git.text(['write-tree'], { env });
    const diff = ['--no-renames', '--name-only', '-z', 'HEAD'];
    const files = await git.paths(['diff-tree', '-r', ...diff, tree]);
    const changed = await git.paths(['diff', ...diff, '--']);
    const leftOut = changed.filter((path) => !files.includes(path));
    return { tree, files, leftOut };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Adds files by name, since `git add` fails for a glob that matches nothing. */
async function addFiles(
  git: Git,
  paths: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const globs = paths.map((path) => `:(top,glob)${path}`);
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const names = await git.paths([...list, '--', ...globs], { env });
  if (names.length === 0) return;
  await git.text(
    [
      '--literal-pathspecs',
      'add',
      '--all',
      '--pathspec-from-file=-',
      '--pathspec-file-nul',
    ],
    { env, input: names.join('\0') },
  );
}
