import { setTimeout as delay } from 'node:timers/promises';

/** Checks again until `condition` holds; after a while, rejects and names it. */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  seconds = 60,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`waited ${seconds} s in vain until ${what}`);
    }
    await delay(50);
  }
}
