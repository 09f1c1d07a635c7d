import { globSources, type StrykerRun } from './configure-stryker';
import type { MutantOptions } from './mutant-options';
import { type Mutant, nameMutant } from './parse-report';

export type Stryke = (run: StrykerRun) => Promise<Mutant[]>;

/**
 * The folder's own specs judge, which are few and fast. Those of other folders
 * are asked only on demand, and only about what these let live.
 */
export async function mutateFolder(
  folder: string,
  { concurrency, literals, allSpecs }: MutantOptions,
  scratch: string,
  stryke: Stryke,
): Promise<Mutant[]> {
  const same = { concurrency, literals };
  const mutants = await stryke({
    ...same,
    mutate: globSources(folder),
    specsOf: folder,
    scratch: `${scratch}/own`,
    ignoreStatic: false,
  });
  const mutate = mutants.filter(isSurvivor).map(nameRange);
  if (!allSpecs || mutate.length === 0) return mutants;
  const again = { ...same, mutate, scratch: `${scratch}/all` };
  return takeKills(mutants, await stryke({ ...again, ignoreStatic: true }));
}

function isSurvivor({ fate }: Mutant): boolean {
  return fate === 'survived';
}

/** A range also holds smaller mutants: what became of those is known. */
function takeKills(
  mutants: readonly Mutant[],
  again: readonly Mutant[],
): Mutant[] {
  const killed = new Set(
    again.filter(({ fate }) => fate === 'killed').map(nameMutant),
  );
  return mutants.map((mutant) =>
    isSurvivor(mutant) && killed.has(nameMutant(mutant))
      ? { ...mutant, fate: 'killed' }
      : mutant,
  );
}

/** Stryker reads columns from 0, and reports them from 1. */
export function nameRange({ file, start, end }: Mutant): string {
  const from = `${start.line}:${start.column - 1}`;
  return `${file}:${from}-${end.line}:${end.column - 1}`;
}
