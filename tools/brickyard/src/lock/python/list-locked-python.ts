import { normalizeName } from '../../requirements/normalize-name';
import { readRequirementLines } from '../../requirements/parse-requirements';
import { listPins } from './list-pins';
import { versionInFileName } from './version-in-file-name';

/** A package of a lock, and what uv says below it of why it is there. */
export interface LockedPython {
  /** Normalised. */
  name: string;
  /** Left out for a file whose name does not tell it. */
  version?: string;
  /** Packages of the same lock, normalised. */
  neededBy: readonly string[];
  /** Lists that ask for it: `requirements.txt`; of images below `packages/python/requirements.txt`. */
  listedIn: readonly string[];
  /** Lists that allow only some versions of it: `.brickyard/constraints.txt`. */
  heldBy: readonly string[];
}

interface Entry {
  /** Its first line. */
  head: string;
  /** What stands below it after `via`. */
  reasons: string[];
}

/** Everything that a lock installs, in its order. */
export function listLockedPython(text: string): LockedPython[] {
  return listEntries(text).flatMap(({ head, reasons }) => {
    const named = nameEntry(head);
    if (named === undefined) return [];
    const after = (option: string) =>
      reasons.flatMap((reason) =>
        reason.startsWith(`${option} `) ? [reason.slice(3)] : [],
      );
    const needing = reasons.filter((reason) => /^[A-Za-z0-9]/.test(reason));
    return [
      {
        ...named,
        neededBy: needing.map((each) =>
          normalizeName(each.split('[')[0] ?? ''),
        ),
        listedIn: after('-r'),
        heldBy: after('-c'),
      },
    ];
  });
}

/** Most lines are hashes: a lock of a hundred packages has two thousand of them. */
function listEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    if (!line.startsWith(' ')) entries.push({ head: line, reasons: [] });
    else if (line.startsWith('    # ')) {
      const reason = readReason(line.slice(6));
      if (reason !== undefined) entries.at(-1)?.reasons.push(reason);
    }
  }
  return entries;
}

/** `via x`, or `via` and a line for each. What else stands there has no more blanks: `from pytorch`. */
function readReason(comment: string): string | undefined {
  const reason = comment.startsWith('via ')
    ? comment.slice(4)
    : comment.startsWith('  ')
      ? comment
      : '';
  return reason.trim() || undefined;
}

function nameEntry(
  head: string,
): { name: string; version?: string } | undefined {
  const [pin] = listPins(head);
  if (pin !== undefined) {
    const { name, version, isUrl } = pin;
    return {
      name: normalizeName(name),
      version: isUrl ? versionInFileName(version) : version,
    };
  }
  const line = head.replace(/ \\$/, '');
  const [found] = readRequirementLines(line, '').requirements;
  return found?.kind === 'location' && found.name !== undefined
    ? { name: found.name, version: versionInFileName(found.location) }
    : undefined;
}
