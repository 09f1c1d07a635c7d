import type { ContainerRequest, ContainerResult } from '../../engine/engine';
import type { TestRun } from '../test/test-images';

/** For specs: every test of the container ends with this, every package is fine. */
export function answerTests(
  { input = '' }: ContainerRequest,
  status = 0,
): ContainerResult {
  const numbers = [...input.matchAll(/^attempt (\d+) /gm)].map(([, n]) => n);
  const batches = [...input.matchAll(/^batch (\d+) (\d+) /gm)];
  const rows = numbers.map((n) => `result\t${n}\t${status}\t5\t120`);
  for (const [, first, last] of batches)
    for (let n = Number(first); n <= Number(last); n++)
      rows.push(`package\t${n}\tok\t5\t1.0\t-`);
  if (input.includes('\nend_probe\n')) rows.unshift(...probed(soundProbe));
  const lines = isTest({ input })
    ? [...rows, 'end'].map((row) => `brickyard:test\t${row}\n`)
    : soundProbe.map((row) => `brickyard:row\t${row}\n`);
  return { exitCode: 0, stdout: lines.join(''), stderr: '' };
}

/** What a probe says of an image that breaks no rule, without any language in it. */
export const soundProbe = [
  'os\tubuntu\t24.04\tUbuntu 24.04.3 LTS',
  'system',
  ...'bash env ip ls ps setfacl sudo fusermount virtualenv java'
    .split(' ')
    .map((name) => `executable\t${name}\t/usr/bin/${name}`),
  'user\tlibraries\t1001\tlocked',
  'java\t/usr/lib/jvm/zulu17\t17.0.16\tdefault',
  'trust-store\t/etc/ssl/certs/java/cacerts',
  'end',
];

/** As the runner tells it. */
export function probed(rows: readonly string[], status = 0): string[] {
  return [
    `probed\t${status}`,
    ...rows.map((row) => `probe\tbrickyard:row\t${row}`),
  ];
}

export function isTest({
  input = '',
}: Pick<ContainerRequest, 'input'>): boolean {
  return input.includes('brickyard:test');
}

/** What became of a flavour's tests; throws why there were none. */
export function resultOf({ outcomes }: TestRun, flavour: string) {
  const outcome = outcomes.get(`${flavour}@17.3-LTS`);
  if (outcome?.state !== 'done')
    throw outcome?.state === 'failed' ? outcome.error : new Error('no result');
  return outcome.result;
}
