import { compare, gt, valid } from 'semver';

import { BrickyardError } from '../errors';

/** What a version changed in starters. */
export interface VersionChanges {
  version: string;
  /** Each a bullet of the file, on one line. */
  entries: readonly StarterChange[];
}

export interface StarterChange {
  /** Starters that it concerns. */
  starters: readonly string[];
  text: string;
}

/**
 * Reads `starter-changes.md`: a heading `## <version>` for each version, and
 * below it bullets `- **python, r**: what changed`. Throws STARTER_RECORD_INVALID
 * for what is neither, so that no entry is lost.
 */
export function parseStarterChanges(
  text: string,
  file: string,
): VersionChanges[] {
  const versions: { version: string; entries: StarterChange[] }[] = [];
  for (const { line, words } of joinLines(text)) {
    const [, version] = /^## (\S+)$/.exec(words) ?? [];
    const [, names = '', change = ''] =
      /^- \*\*([\w, -]+)\*\*: (.+)$/.exec(words) ?? [];
    const current = versions.at(-1);
    if (version !== undefined && valid(version) !== null)
      versions.push({ version, entries: [] });
    else if (change !== '' && current !== undefined)
      current.entries.push({ starters: names.split(/, */), text: change });
    else if (words.startsWith('## ') || current !== undefined)
      throw new BrickyardError(
        'STARTER_RECORD_INVALID',
        `${file}:${line}: is neither "## <version>" nor "- **<starters>**: <change>": ${words}`,
      );
  }
  return versions.sort((a, b) => compare(b.version, a.version));
}

/** Lines that go on with two spaces belong to the bullet above. */
function joinLines(text: string): { line: number; words: string }[] {
  const joined: { line: number; words: string }[] = [];
  for (const [index, words] of text.split(/\r?\n/).entries()) {
    const last = joined.at(-1);
    if (words.trim() === '') continue;
    if (words.startsWith('  ') && last !== undefined)
      last.words += ` ${words.trim()}`;
    else joined.push({ line: index + 1, words: words.trimEnd() });
  }
  return joined;
}

/** What came after the oldest of these copies, oldest first: what an upgrade brings. */
export function changesSince(
  changes: readonly VersionChanges[],
  copies: readonly { starter: string; version?: string }[],
): VersionChanges[] {
  return [...changes]
    .reverse()
    .map(({ version, entries }) => {
      const behind = copies
        .filter((copy) => isOlder(copy.version, version))
        .map(({ starter }) => starter);
      const isMeant = ({ starters }: StarterChange) =>
        starters.some((name) => behind.includes(name));
      return { version, entries: entries.filter(isMeant) };
    })
    .filter(({ entries }) => entries.length > 0);
}

/** A version that nobody knows, or that is none, is older than any. */
export function isOlder(version: string | undefined, than: string): boolean {
  if (valid(than) === null) return false;
  return version === undefined || valid(version) === null
    ? true
    : gt(than, version);
}
