import { BrickyardError } from '../errors';
import type { KeyedImage } from '../plan/key-images';
import type { Outcome } from '../run/shell/schedule';
import type { SmokedImage } from '../run/smoke/smoke-image';
import type { SmokeCheck } from '../smoke/smoke-check';
import { renderSmoke, renderSmokeJson } from './render-smoke';

const java: SmokeCheck = {
  name: 'java',
  state: 'ok',
  seconds: 0.12,
  detail: 'Java 17.0.16',
};
const rserve: SmokeCheck = {
  name: 'Rserve',
  state: 'failed',
  seconds: 0,
  detail: 'exit code 1',
};

const named = { flavour: 'r', runtime: '17.3-LTS', key: 'abc' };
const image = {
  id: 'r@17.3-LTS',
  flavour: { name: 'r' },
  runtime: { name: '17.3-LTS' },
  key: 'abc',
} as KeyedImage;

function done(
  checks: SmokeCheck[],
  output: string[] = [],
  reused = false,
): Outcome<SmokedImage> {
  const ok = output.length === 0;
  const result = { version: '4.0.0', ok, checks, output };
  const record = { ...named, smoke: 'sha256:1', ...result };
  return { state: 'done', result: { record, reused, seconds: 2 } };
}

const run = (outcome?: Outcome<SmokedImage>) => ({
  images: [image],
  outcomes: new Map(outcome && [[image.id, outcome]]),
});
const error = new BrickyardError('CONTAINER_FAILED', 'it has no shell');

describe('renderSmoke', () => {
  it('lists each check, and output below', () => {
    expect(renderSmoke(run(done([java, rserve], ['Error'])))).toBe(
      [
        'r@17.3-LTS on Apache Spark 4.0.0: 1 failed',
        '  ok      java    0.1 s  Java 17.0.16',
        '  FAILED  Rserve  0.0 s  exit code 1',
        '  | Error',
      ].join('\n'),
    );
  });

  it.each([
    ['that all passed', done([java]), /4\.0\.0: passed\n/],
    ['that they did before', done([java], [], true), /, as before: .*--force/],
    [
      'why nothing could be tried',
      { state: 'failed', error } as const,
      /^r@17.3-LTS: it has no shell \[CONTAINER_FAILED\]$/,
    ],
    ['that nothing was', undefined, /not run/],
  ])('says %s', (_name, outcome, text) => {
    expect(renderSmoke(run(outcome))).toMatch(text);
  });
});

describe('renderSmokeJson', () => {
  it.each([
    ['a record', done([java]), { ...named, ok: true, reused: false }],
    [
      'an error',
      { state: 'failed', error } as const,
      { ...named, ok: false, error: 'it has no shell [CONTAINER_FAILED]' },
    ],
  ])('is made of %s', (_name, outcome, entry) => {
    const text = renderSmokeJson(run(outcome));
    expect(JSON.parse(text)).toMatchObject({ images: [entry] });
  });
});
