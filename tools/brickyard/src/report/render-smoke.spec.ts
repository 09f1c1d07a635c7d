import { BrickyardError } from '../errors';
import type { SmokeCheck } from '../smoke/smoke-check';
import { renderSmoke } from './render-smoke';

const java: SmokeCheck = {
  name: 'java',
  state: 'ok',
  seconds: 0.12,
  detail: 'Java 17.0.16',
};

describe('renderSmoke', () => {
  it('lists each check, and output below', () => {
    const checks: SmokeCheck[] = [
      java,
      { name: 'Rserve', state: 'failed', seconds: 0, detail: 'exit code 1' },
    ];
    const result = { version: '4.0.0', ok: false, checks, output: ['Error'] };
    expect(renderSmoke('r@17.3-LTS', { state: 'done', result })).toBe(
      [
        'r@17.3-LTS on Apache Spark 4.0.0: 1 failed',
        '  ok      java    0.1 s  Java 17.0.16',
        '  FAILED  Rserve  0.0 s  exit code 1',
        '  | Error',
      ].join('\n'),
    );
  });

  it('says that all passed', () => {
    const result = { version: '4.0.0', ok: true, checks: [java], output: [] };
    expect(renderSmoke('a@b', { state: 'done', result })).toMatch(/: passed\n/);
  });

  it('says why nothing could be tried', () => {
    const error = new BrickyardError('CONTAINER_FAILED', 'it has no shell');
    const text = renderSmoke('a@b', { state: 'failed', error });
    expect(text).toBe('a@b: it has no shell [CONTAINER_FAILED]');
  });
});
