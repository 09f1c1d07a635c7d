import type { BrickyardError } from '../../errors';
import type { RunResult } from '../make/run-result';

/** What became of each flavour. */
export function statesOf({ outcomes }: RunResult): Record<string, string> {
  const states = [...outcomes].map(([id, { state }]) => {
    return [id.replace(/@.*/, ''), state] as const;
  });
  return Object.fromEntries(states);
}

/** Why a flavour failed. */
export function errorOf(
  { outcomes }: RunResult,
  flavour: string,
): BrickyardError | undefined {
  const outcome = outcomes.get(`${flavour}@17.3-LTS`);
  if (outcome?.state !== 'failed') return undefined;
  return outcome.error as BrickyardError;
}
