import { availableParallelism } from 'node:os';

import { renderError } from '../errors';
import { faultsError, type ImageFault } from '../plan/fault';
import type { Output } from '../report/line-reporter';

/** The result of one flavour. */
export interface FlavourResult {
  success: boolean;
  /** Its images, a line each, and what went wrong. */
  summary: string;
}

/** By flavour. */
export type FlavourResults = Map<string, FlavourResult>;

export function resultsOf(
  flavours: readonly string[],
  resultOf: (flavour: string, index: number) => FlavourResult,
): FlavourResults {
  return new Map(flavours.map((name, index) => [name, resultOf(name, index)]));
}

/** Every flavour succeeded, without a summary. */
export function succeedAll(flavours: readonly string[]): FlavourResults {
  return resultsOf(flavours, () => ({ success: true, summary: '' }));
}

/** What a flavour's images have come to, and why others of it are not among them. */
export function addFaults(
  results: FlavourResults,
  faults: readonly ImageFault[],
  { flavours }: { flavours: readonly string[] },
): FlavourResults {
  return resultsOf(flavours, (name) => {
    const { success = false, summary = '' } = results.get(name) ?? {};
    const own = faults.filter(({ flavour }) => flavour === name);
    const error = faultsError(own);
    if (error === undefined) return { success, summary };
    // Without an image there is nothing else to tell.
    const isNone = own.some(({ id }) => id === undefined);
    const lines = [isNone ? '' : summary, renderError(error)];
    return { success: false, summary: lines.filter(Boolean).join('\n') };
  });
}

/** An error of the whole run is printed once, and every flavour has failed. */
export function failAll(
  error: unknown,
  { flavours, output }: { flavours: readonly string[]; output: Output },
): FlavourResults {
  output.write(`${renderError(error)}\n`);
  return resultsOf(flavours, () => ({ success: false, summary: '' }));
}

/** Images at once: what Nx's `--parallel` said, else one for each core. */
export function readParallel(
  environment: Readonly<Record<string, string | undefined>>,
): number {
  return Number(environment['BRICKYARD_PARALLEL']) || availableParallelism();
}
