import { interruptedError } from '../errors';

/**
 * Runs `work` with a signal that Ctrl-C and SIGTERM abort, so that the engine
 * cancels builds instead of going on unseen.
 */
export async function untilInterrupted<R>(
  work: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(interruptedError());
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
