import { BrickyardError } from '../errors';
import type { KeyedImage } from '../plan/key-images';
import type { ImageResult } from '../run/make/run-result';
import type { ImageRecord } from '../run/records/image-record';
import type { Outcome } from '../run/shell/schedule';
import { renderRun } from './render-run';

const reference = `r.example/team/a@sha256:${'0'.repeat(64)}`;
const record = { reference, size: 123_456_789 } as ImageRecord;
const pushed = (written: number) => ({ digest: '', tags: [], written });
const unmoved = {
  tags: ['x', 'y'],
  reason: new BrickyardError('REGISTRY_TAG_IMMUTABLE', 'no'),
};
const done = (result: Partial<ImageResult>): Outcome<ImageResult> => {
  return {
    state: 'done',
    result: { action: 'reuse', seconds: 12.34, ...result },
  };
};

function render(outcomes: Record<string, Outcome<ImageResult>>): string {
  const images = Object.keys(outcomes).map((id) => ({ id }) as KeyedImage);
  return renderRun({ images, outcomes: new Map(Object.entries(outcomes)) });
}

describe('renderRun', () => {
  it.each([
    [done({}), 'a@1  reused'],
    [done({ action: 'build' }), 'a@1  built in 12.3 s'],
    [
      done({ action: 'build', pushed: pushed(2), record }),
      `a@1  built in 12.3 s, published  123.5 MB  ${reference}`,
    ],
    [
      done({ pushed: pushed(0), record }),
      `a@1  reused, already published  123.5 MB  ${reference}`,
    ],
    [
      done({ pushed: { ...pushed(1), unmoved }, record }),
      `a@1  reused, published, not moved: x, y  123.5 MB  ${reference}`,
    ],
    [
      { state: 'skipped' as const, because: 'base@1' },
      'a@1  skipped: base@1 did not succeed',
    ],
  ])('%j', (outcome, expected) => {
    expect(render({ 'a@1': outcome })).toBe(expected);
  });

  it('says what only the registry has, and how to get it', () => {
    const outcomes = new Map([
      ['a@1', done({})],
      ['b@1', done({ action: 'build' })],
    ]);
    const images = [...outcomes.keys()].map((id) => ({ id }) as KeyedImage);
    const remote = new Set(['a@1']);
    expect(renderRun({ images, outcomes, remote })).toBe(
      'a@1  reused: the registry has it, the engine does not; --load pulls it\nb@1  built in 12.3 s',
    );
  });

  it('gives each error whole, below the table', () => {
    const error = new BrickyardError('BUILD_FAILED', 'RUN false', {
      hint: 'look',
    });
    expect(
      render({
        'a@1': { state: 'failed', error },
        'long@1': done({}),
        'b@1': { state: 'failed', error: new Error('other') },
      }),
    ).toBe(
      [
        'a@1     failed',
        'long@1  reused',
        'b@1     failed',
        '',
        'a@1: RUN false [BUILD_FAILED]',
        '  hint: look',
        '',
        'b@1: other',
      ].join('\n'),
    );
  });

  it('counts an image without an outcome as failed', () => {
    const images = [{ id: 'a@1' } as KeyedImage];
    expect(renderRun({ images, outcomes: new Map() })).toBe('a@1  failed');
  });
});
