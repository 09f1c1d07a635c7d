import { availableParallelism } from 'node:os';

import { renderError } from '../errors';
import type { Output } from '../report/line-reporter';

/** What became of one flavour. */
export interface FlavourResult {
  success: boolean;
  /** Its images, a line each, and what went wrong. */
  summary: string;
}

export type FlavourResults = Map<string, FlavourResult>;

/** The same for every flavour, and nothing to add. */
export function allFlavours(
  flavours: readonly string[],
  success: boolean,
): FlavourResults {
  return new Map(flavours.map((name) => [name, { success, summary: '' }]));
}

/** An error of the whole run is printed once, and every flavour has failed. */
export function failAll(
  error: unknown,
  { flavours, output }: { flavours: readonly string[]; output: Output },
): FlavourResults {
  output.write(`${renderError(error)}\n`);
  return allFlavours(flavours, false);
}

/** Images at once: what Nx's `--parallel` said, else one for each core. */
export function readParallel(
  environment: Readonly<Record<string, string | undefined>>,
): number {
  return Number(environment['BRICKYARD_PARALLEL']) || availableParallelism();
}
