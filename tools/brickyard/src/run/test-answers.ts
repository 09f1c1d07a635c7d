import type { ContainerRequest, ContainerResult } from '../engine/engine';
import type { TestRun } from './run-image-tests';

/** For specs: every test of the container ends with this, every package is fine. */
export function answer(
  { input = '' }: ContainerRequest,
  status = 0,
): ContainerResult {
  const numbers = [...input.matchAll(/^attempt (\d+) /gm)].map(([, n]) => n);
  const batches = [...input.matchAll(/^batch (\d+) (\d+) /gm)];
  const rows = numbers.map((n) => `result\t${n}\t${status}\t5\t120`);
  for (const [, first, last] of batches)
    for (let n = Number(first); n <= Number(last); n++)
      rows.push(`package\t${n}\tok\t5\t1.0\t-`);
  const lines = [...rows, 'end'].map((row) => `brickyard-test\t${row}\n`);
  const inventory = 'brickyard\tend\n';
  return { exitCode: 0, stdout: inventory + lines.join(''), stderr: '' };
}

export function isTest({ input = '' }: ContainerRequest): boolean {
  return input.includes('brickyard-test');
}

/** What became of a flavour's tests; throws why there were none. */
export function resultOf({ outcomes }: TestRun, flavour: string) {
  const outcome = outcomes.get(`${flavour}@17.3-LTS`);
  if (outcome?.state !== 'done')
    throw outcome?.state === 'failed' ? outcome.error : new Error('no result');
  return outcome.result;
}
