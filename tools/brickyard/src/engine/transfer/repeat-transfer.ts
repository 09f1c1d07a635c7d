import { setTimeout as wait } from 'node:timers/promises';

import type { Sleep } from '../../http/retry';
import { backoffDelay, MAX_ATTEMPTS } from '../../http/retry';
import { RegistryRefusal } from './registry-failure';

export interface RepeatOptions {
  /** Before the first repetition, and no other. */
  onRepeat: (refusal: RegistryRefusal) => void;
  /** Rejects if the registry refuses, too, when it is asked without the engine. */
  askRegistry?: () => Promise<unknown>;
  signal: AbortSignal;
  sleep?: Sleep;
  /** In [0, 1): spreads engines that failed together. */
  random?: () => number;
}

const realSleep: Sleep = (ms, signal) => wait(ms, undefined, { signal });

/**
 * Runs a push or pull until it is done, or refused for good. The engine asks the
 * registry for each layer first, so that none goes over the wire twice.
 */
export async function repeatTransfer<T>(
  transfer: () => Promise<T>,
  options: RepeatOptions,
): Promise<T> {
  const { onRepeat, askRegistry, signal } = options;
  const { sleep = realSleep, random = Math.random } = options;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transfer();
    } catch (error) {
      if (!(error instanceof RegistryRefusal) || signal.aborted) throw error;
      if (!(await isPassing(error, askRegistry))) throw error;
      if (attempt === MAX_ATTEMPTS) throw error;
      if (attempt === 1) onRepeat(error);
      await sleep(backoffDelay(attempt, random()), signal);
    }
  }
}

async function isPassing(
  { lasts }: RegistryRefusal,
  askRegistry: RepeatOptions['askRegistry'],
): Promise<boolean> {
  if (lasts !== 'unknown') return lasts === 'for a moment';
  await askRegistry?.();
  return askRegistry !== undefined;
}
