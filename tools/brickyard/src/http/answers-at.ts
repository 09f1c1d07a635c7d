import { get } from 'node:http';

/** Milliseconds. */
const LIMIT = 5000;

/**
 * Whether a page of this machine's loopback answers, with anything but an error of
 * its server. Asked straight: no proxy can reach it.
 */
export function answersAt(url: string, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { signal, timeout: LIMIT, agent: false }, (answer) => {
      answer.resume();
      resolve((answer.statusCode ?? 500) < 500);
    })
      .once('timeout', () => resolve(false))
      .once('error', () => resolve(false));
  });
}
