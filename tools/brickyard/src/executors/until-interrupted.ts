import { interruptedError } from '../errors';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work` with a signal that Ctrl-C, SIGTERM and a closed terminal abort, so that
 * the engine cancels builds and ends containers instead of going on unseen.
 */
export async function untilInterrupted<R>(
  work: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(interruptedError());
  for (const name of endings) process.once(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of endings) process.off(name, interrupt);
  }
}
