import { posix } from 'node:path';

import type { IgnoreRules } from './ignore-rules';
import { type PathPattern, reachesInto } from './path-pattern';

/** As a `Dirent` is. */
interface FolderEntry {
  name: string;
  isDirectory: () => boolean;
}

/** Which part of a folder is looked at, and how. */
export interface FolderWalk<Entry extends FolderEntry> {
  /** What is in a folder, by its path; the outermost is `''`. */
  list: (folder: string) => readonly Entry[];
  rules: IgnoreRules;
  /** Folders that none of them reaches are not even listed. */
  patterns: readonly PathPattern[];
}

/** Whatever is no folder and is not ignored, by its `/`-separated path. */
export function* walkFolder<Entry extends FolderEntry>(
  walk: FolderWalk<Entry>,
  folder = '',
): Generator<{ path: string; entry: Entry }> {
  const { list, rules, patterns } = walk;
  for (const entry of list(folder)) {
    const path = posix.join(folder, entry.name);
    const isIgnored = rules.ignores(path);
    if (entry.isDirectory()) {
      const isReached = patterns.some((each) => reachesInto(each, path));
      if (isReached && !(isIgnored && rules.prunable))
        yield* walkFolder(walk, path);
    } else if (!isIgnored) yield { path, entry };
  }
}
