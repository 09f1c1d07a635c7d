/** One change of the code, and what became of it. */
export interface Mutant {
  /** Seen from the root. */
  file: string;
  mutator: string;
  start: Position;
  end: Position;
  original: string;
  replacement: string;
  fate: 'killed' | 'survived' | 'ignored';
}

/** Both counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** The part of Stryker's report that is used (mutation-testing-report-schema). */
export interface Report {
  files: Record<string, { source: string; mutants: ReportedMutant[] }>;
}

interface ReportedMutant {
  mutatorName: string;
  replacement?: string;
  status: string;
  location: { start: Position; end: Position };
}

/**
 * A mutant that hangs, or that breaks a spec while it is loaded, turns the tests
 * red: it is killed. One that does not compile would be, too.
 */
const fates: Readonly<Record<string, Mutant['fate']>> = {
  Killed: 'killed',
  Timeout: 'killed',
  RuntimeError: 'killed',
  CompileError: 'killed',
  Survived: 'survived',
  NoCoverage: 'survived',
  Ignored: 'ignored',
};

/** In order of files and places. */
export function parseReport({ files }: Report): Mutant[] {
  const mutants = Object.entries(files).flatMap(([file, found]) =>
    found.mutants.map((mutant) => parseMutant(file, found.source, mutant)),
  );
  return mutants.sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.start.line - b.start.line ||
      a.start.column - b.start.column,
  );
}

function parseMutant(
  file: string,
  source: string,
  { mutatorName, replacement = '', status, location }: ReportedMutant,
): Mutant {
  const fate = fates[status];
  if (fate === undefined) throw new Error(`${file}: a mutant is '${status}'`);
  const { start, end } = location;
  const original = cutText(source, start, end);
  return {
    file,
    mutator: mutatorName,
    start,
    end,
    original,
    replacement,
    fate,
  };
}

function cutText(source: string, start: Position, end: Position): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last]?.slice(0, end.column - 1) ?? '';
  lines[0] = lines[0]?.slice(start.column - 1) ?? '';
  return lines.join('\n');
}

/** The same change in two reports. */
export function nameMutant(mutant: Mutant): string {
  const { file, mutator, start, end, replacement } = mutant;
  return JSON.stringify([file, mutator, start, end, replacement]);
}
