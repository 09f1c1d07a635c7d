import { type Problem, problemsError } from '../../errors';
import { readRequirementLines } from '../../requirements/parse-requirements';
import type { RequirementPlace } from '../../requirements/requirement';
import { listPins } from './list-pins';
import type { PythonLock, RequirementFile } from './python-lock';

/**
 * Of a package's hashes in uv's output, those that a line asks for with `--hash`:
 * uv takes all that the index has. Throws LOCK_FAILED with every line none of
 * whose hashes is among them.
 */
export function keepHashes(lock: PythonLock, resolved: string): string {
  const wanted = listWanted(lock);
  if (wanted.size === 0) return resolved;
  const problems: Problem[] = [];
  const entries = resolved.split(/^(?=[a-z0-9])/im).map((entry) => {
    const [pin] = listPins(entry);
    const asked = wanted.get(pin?.name ?? '');
    if (pin === undefined || asked === undefined) return entry;
    const left = keepLines(entry, asked.hashes);
    if (left !== undefined) return left;
    const message = `${pin.name} ${pin.version}: no file that the index has of it has the hash that is asked for`;
    problems.push({ place: asked.place, message });
    return entry;
  });
  if (problems.length === 0) return entries.join('');
  throw problemsError(
    'LOCK_FAILED',
    problems,
    'find out which of the two is right before you change the line',
  );
}

interface Wanted {
  hashes: Set<string>;
  place: RequirementPlace;
}

/** By the name of the package; images below count, since they are resolved along. */
function listWanted({
  flavour,
  files,
  ancestors,
}: PythonLock): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>();
  for (const owner of [{ flavour, files }, ...ancestors])
    for (const file of owner.files)
      for (const each of listHashed(file, owner.flavour.path)) {
        const { name, hashes, place } = each;
        const known = wanted.get(name) ?? { hashes: new Set(), place };
        for (const hash of hashes) known.hashes.add(hash);
        wanted.set(name, known);
      }
  return wanted;
}

function listHashed({ path, text }: RequirementFile, folder: string) {
  const { requirements } = readRequirementLines(text, `${folder}/${path}`);
  return requirements.flatMap((each) => {
    const isNamed = each.kind === 'package' || each.kind === 'location';
    if (!isNamed || each.name === undefined) return [];
    const { name, hashes, place } = each;
    return hashes.length > 0 ? [{ name, hashes, place }] : [];
  });
}

const HASH_LINE = /^ +--hash=(\S+)(?: \\)?$/;

/** An entry with these of its hashes; `undefined` when it has none of them. */
function keepLines(
  entry: string,
  hashes: ReadonlySet<string>,
): string | undefined {
  const lines = entry.split('\n');
  const hashOf = (line: string) => HASH_LINE.exec(line)?.[1];
  const kept = lines.filter((line) => {
    const hash = hashOf(line);
    return hash === undefined || hashes.has(hash);
  });
  const last = kept.findLastIndex((line) => hashOf(line) !== undefined);
  if (last < 0) return undefined;
  // Only a line that another hash follows goes on.
  return kept
    .map((line, index) => (index === last ? line.replace(/ \\$/, '') : line))
    .join('\n');
}
