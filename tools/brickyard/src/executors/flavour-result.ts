import { availableParallelism } from 'node:os';

import { renderError } from '../errors';
import type { Output } from '../outlet/outlet';
import { faultsError, type ImageFault } from '../plan/fault';

/** The result of one flavour. */
export interface FlavourResult {
  success: boolean;
  /** Its images, a line each, and what went wrong. */
  summary: string;
  /** The output has it already, once for all flavours that share it. */
  isTold?: boolean;
}

/** By flavour. */
export type FlavourResults = Map<string, FlavourResult>;

export function resultsOf(
  flavours: readonly string[],
  resultOf: (flavour: string, index: number) => FlavourResult,
): FlavourResults {
  return new Map(flavours.map((name, index) => [name, resultOf(name, index)]));
}

/** Every flavour succeeded: a dry run, which has told its plan. */
export function succeedAll(
  flavours: readonly string[],
  summary: string,
): FlavourResults {
  return resultsOf(flavours, () => ({ success: true, summary, isTold: true }));
}

/** What a flavour's images have come to, and why others of it are not among them. */
export function addFaults(
  results: FlavourResults,
  faults: readonly ImageFault[],
  { flavours }: { flavours: readonly string[] },
): FlavourResults {
  return resultsOf(flavours, (name) => {
    const result = results.get(name) ?? { success: false, summary: '' };
    const own = faults.filter(({ flavour }) => flavour === name);
    const error = faultsError(own);
    if (error === undefined) return result;
    // Without an image there is nothing else to tell.
    const isNone = result.isTold || own.some(({ id }) => id === undefined);
    const lines = [isNone ? '' : result.summary, renderError(error)];
    return { success: false, summary: lines.filter(Boolean).join('\n') };
  });
}

/** An error of the whole run is printed once, and every flavour has failed. */
export function failAll(
  error: unknown,
  { flavours, output }: { flavours: readonly string[]; output: Output },
): FlavourResults {
  const summary = renderError(error);
  output.write(`${summary}\n`);
  return resultsOf(flavours, () => ({ success: false, summary, isTold: true }));
}

/** Images at once: what Nx's `--parallel` said, else one for each core. */
export function readParallel(
  environment: Readonly<Record<string, string | undefined>>,
): number {
  return Number(environment['BRICKYARD_PARALLEL']) || availableParallelism();
}
