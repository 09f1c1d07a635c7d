import { normalizeName } from '../../requirements/normalize-name';

/** Not compiled, and large: wheels from 6 MB. */
const large = new Set([
  ...['awscli', 'bokeh', 'dash', 'google-api-python-client'],
  ...['mlflow', 'plotly', 'sympy'],
]);

export interface SteadyFacts {
  name: string;
  /** How many files its lock allows: all that the index has of the version. */
  files: number;
  /** Whether the runtime line says which version it has. */
  isPinned: boolean;
}

/** An index has a wheel and the sources of what is not compiled. */
export function isSteady({ name, files, isPinned }: SteadyFacts): boolean {
  return isPinned || large.has(name) || files > 2;
}

/**
 * Normalised names of the packages of a lock that the toolbox's `list-steady`
 * chooses, to tell it without an engine: the script decides, and a spec asks it.
 */
export function listSteadyNames(lock: string): Set<string> {
  const built = /^# built from source: (.*)$/m.exec(lock)?.[1]?.split(' ');
  const steady = listEntries(lock).filter(
    ({ name, head, lines }) =>
      head.includes('==') &&
      !built?.includes(name) &&
      !lines.some((line) => line.startsWith('    # in ')) &&
      isSteady({ name, files: countFiles(lines), isPinned: isPinned(lines) }),
  );
  return new Set(steady.map(({ name }) => normalizeName(name)));
}

interface Entry {
  /** As the lock writes it. */
  name: string;
  head: string;
  lines: string[];
}

function listEntries(lock: string): Entry[] {
  const entries: Entry[] = [];
  for (const line of lock.split('\n')) {
    const [name] = /^[A-Za-z0-9][^=[ ]*/.exec(line) ?? [];
    if (name !== undefined) entries.push({ name, head: line, lines: [] });
    else entries.at(-1)?.lines.push(line);
  }
  return entries;
}

function countFiles(lines: readonly string[]): number {
  return lines.filter((line) => line.startsWith('    --hash=')).length;
}

function isPinned(lines: readonly string[]): boolean {
  return lines.some((line) =>
    /^ *# .*-c .brickyard\/constraints.txt/.test(line),
  );
}
