import { interruptedError } from '../errors';

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
type Ending = (typeof endings)[number];

/** Milliseconds; a person who is tired of waiting presses Ctrl-C later than that. */
const onePress = 1_000;

/**
 * Runs `work` with a signal that Ctrl-C, SIGTERM and a closed terminal abort, so that
 * the engine cancels builds and ends containers instead of going on unseen.
 *
 * One wish to end can arrive twice: a closed terminal's SIGHUP comes from the kernel
 * and from the program that showed it, Ctrl-C from the terminal and from Nx. What
 * comes again must not end this process before the work has cleaned up. Only Ctrl-C
 * that is pressed once more does.
 */
export async function untilInterrupted<R>(
  work: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  const controller = new AbortController();
  let since = Number.POSITIVE_INFINITY;
  const interrupt = (name: Ending) => {
    if (name === 'SIGINT' && Date.now() - since >= onePress) end(name);
    since = Math.min(since, Date.now());
    controller.abort(interruptedError());
  };
  const release = () => {
    for (const name of endings) process.off(name, interrupt);
  };
  const end = (name: Ending) => {
    release();
    process.kill(process.pid, name);
  };
  for (const name of endings) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
