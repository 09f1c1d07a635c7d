import { setTimeout as delay } from 'node:timers/promises';

import { BrickyardError } from '../../errors';
import { answersAt } from '../../http/answers-at';

/** The engine may open a port a moment after the server listens. */
const TRIES = 50;
/** Milliseconds. */
const PAUSE = 200;

/** Resolves once a page answers from here. Rejects NOTEBOOK_UNAVAILABLE. */
export async function awaitPage(
  url: string,
  signal?: AbortSignal,
): Promise<void> {
  for (let i = 0; i < TRIES; i++) {
    if (await answersAt(url, signal)) return;
    await delay(PAUSE, undefined, { signal });
  }
  const { origin } = new URL(url);
  throw new BrickyardError(
    'NOTEBOOK_UNAVAILABLE',
    `JupyterLab runs, and ${origin} does not answer`,
    {
      hint: 'the engine opens the port on the loopback of its own machine: is that this one, and does a firewall stand between?',
    },
  );
}
