import { createHash } from 'node:crypto';

import type { Suite } from './image-test';
import { renderRunner } from './render-runner';

/**
 * Covers everything that decides the outcome for a given image: what is run and
 * what is expected. The line of a test in its file is not part of it.
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
