import type { Mutant } from './parse-report';

export interface FolderMutants {
  folder: string;
  mutants: readonly Mutant[];
}

/** How many of a folder's mutants died, and each one that did not. */
export function renderFolder({ folder, mutants }: FolderMutants): string {
  const survivors = mutants.filter(({ fate }) => fate === 'survived');
  const lines = survivors.map((mutant) => `  ${renderSurvivor(mutant)}`);
  return [renderCounts(folder, mutants), ...lines].join('\n');
}

export function renderTotal(folders: readonly FolderMutants[]): string {
  return renderCounts(
    'all',
    folders.flatMap(({ mutants }) => mutants),
  );
}

function renderCounts(name: string, mutants: readonly Mutant[]): string {
  const count = (wanted: Mutant['fate']) =>
    mutants.filter(({ fate }) => fate === wanted).length;
  const [killed, survived] = [count('killed'), count('survived')];
  return `${name}: ${killed + survived} mutants, ${killed} killed, ${survived} survived`;
}

function renderSurvivor(mutant: Mutant): string {
  const { file, start, mutator, original, replacement } = mutant;
  const change = `${putOnLine(original)} → ${putOnLine(replacement)}`;
  return `${file}:${start.line}:${start.column} ${mutator}: ${change}`;
}

const longest = 60;

function putOnLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 2)} …` : line;
}
