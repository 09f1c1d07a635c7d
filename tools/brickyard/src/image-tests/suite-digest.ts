import { createHash } from 'node:crypto';

import type { Suite } from './image-test';
import { renderRunner } from './render-runner';

/**
 * Of everything that decides the outcome for a given image: what is run, and
 * what is expected of it. Where a test stands in its file is no part.
 */
export function digestSuite(suite: Suite): string {
  const checks = suite.tests.map(({ name, check }) => ({ name, check }));
  const content = {
    runner: renderRunner(suite),
    network: suite.network,
    checks,
  };
  const hash = createHash('sha256').update(JSON.stringify(content));
  return `sha256:${hash.digest('hex')}`;
}
