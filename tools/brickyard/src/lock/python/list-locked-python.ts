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

/** Everything that a lock installs, in its order. */
export function listLockedPython(text: string): LockedPython[] {
  return text.split(/^(?=[^\s#])/m).flatMap((entry) => {
    const named = nameEntry(entry);
    if (named === undefined) return [];
    const reasons = listReasons(entry);
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

function nameEntry(
  entry: string,
): { name: string; version?: string } | undefined {
  const [pin] = listPins(entry);
  if (pin !== undefined) {
    const { name, version, isUrl } = pin;
    return {
      name: normalizeName(name),
      version: isUrl ? versionInFileName(version) : version,
    };
  }
  const [first = ''] = entry.split(/ \\?$/m);
  const [found] = readRequirementLines(first, '').requirements;
  return found?.kind === 'location' && found.name !== undefined
    ? { name: found.name, version: versionInFileName(found.location) }
    : undefined;
}

/** `# via x`, or `# via` and a line for each. What else stands there has one blank: `# from pytorch`. */
function listReasons(entry: string): string[] {
  return [...entry.matchAll(/^ +# (?:via| {2}) *(\S.*)$/gm)].map(
    ([, reason = '']) => reason.trim(),
  );
}
