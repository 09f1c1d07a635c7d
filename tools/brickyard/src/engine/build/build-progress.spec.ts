import type { BuildEvent } from '../engine';
import { LONGEST_LINE, trackBuild } from './build-progress';
import type { WireStatus } from './buildkit-proto';
import { statusCodec } from './buildkit-proto';

const STARTED = { seconds: 10, nanos: 500_000_000 };
const COMPLETED = { seconds: 12, nanos: 250_000_000 };
const NAME = '[2/2] RUN make';
const VERTEX = { digest: 'v', name: NAME, cached: false, error: '' };
const RUNNING = { ...VERTEX, started: STARTED };
const ENDED = { ...RUNNING, completed: COMPLETED };

function track(redact = (text: string) => text) {
  const events: BuildEvent[] = [];
  const tracker = trackBuild((event) => events.push(event), redact);
  const accept = (status: Partial<WireStatus>) => {
    const whole = { vertexes: [], logs: [], warnings: [], ...status };
    tracker.accept(statusCodec.encode(whole).toString('base64'));
  };
  const log = (text: string | Uint8Array, stream = 1) =>
    accept({ logs: [{ vertex: 'v', stream, text: Buffer.from(text) }] });
  const lines = () =>
    events.flatMap((event) => (event.type === 'log' ? [event.line] : []));
  return { events, tracker, accept, log, lines };
}

describe('trackBuild', () => {
  it('tells start and end of a step once, with its duration', () => {
    const { events, accept } = track();
    accept({ vertexes: [VERTEX] });
    accept({ vertexes: [RUNNING] });
    accept({ vertexes: [RUNNING] });
    accept({ vertexes: [ENDED] });
    accept({ vertexes: [ENDED] });
    expect(events).toEqual([
      { type: 'step', state: 'started', name: NAME },
      { type: 'step', state: 'done', name: NAME, seconds: 1.75 },
    ]);
  });

  it.each([
    ['cached', { cached: true }, { state: 'cached' }],
    ['failed', { error: 'exit' }, { state: 'error', error: 'exit' }],
  ])('tells of a %s step', (_state, over, expected) => {
    const { events, accept } = track();
    accept({ vertexes: [{ ...ENDED, ...over }] });
    expect(events.at(-1)).toEqual({ type: 'step', name: NAME, ...expected });
  });

  it('joins pieces to lines, each output on its own', () => {
    const { accept, log, events } = track();
    accept({ vertexes: [RUNNING] });
    log('one\ntw');
    log('err', 2);
    log('o\n');
    log('or\n', 2);
    const logs = events.filter(({ type }) => type === 'log');
    expect(logs).toEqual(
      ['one', 'two', 'error'].map((line) => ({
        type: 'log',
        step: NAME,
        line,
      })),
    );
  });

  it('joins a character that is cut in two', () => {
    const { log, lines } = track();
    const euro = Buffer.from('€\n');
    log(euro.subarray(0, 1));
    log(euro.subarray(1));
    expect(lines()).toEqual(['€']);
  });

  it('writes the rest of a line when its step ends', () => {
    const { accept, log, lines } = track();
    log('no line end');
    expect(lines()).toEqual([]);
    accept({ vertexes: [ENDED] });
    expect(lines()).toEqual(['no line end']);
  });

  it.each([
    ['keeps the last state of a progress bar', '1%\r50%\r99%\r\n', ['99%']],
    ['drops empty lines', '\n \nx\n', ['x']],
  ])('%s', (_what, text, expected) => {
    const { log, lines } = track();
    log(text);
    expect(lines()).toEqual(expected);
  });

  it('leaves colours out, wherever they are cut', () => {
    const text = '\u001b[1;31mred\u001b[0m \u001b[2K\u001b]0;t\u0007end\n';
    const { log, lines } = track();
    log(text);
    for (const character of text) log(character);
    expect(lines()).toEqual(['red end', 'red end']);
  });

  it('keeps the beginning of a line that never ends', () => {
    const { accept, log, lines } = track();
    accept({ vertexes: [RUNNING] });
    for (let n = 0; n < 40; n += 1) log('x'.repeat(10_000));
    accept({ vertexes: [ENDED] });
    expect(lines()).toEqual([`${'x'.repeat(LONGEST_LINE - 1)}…`]);
  });

  it('keeps the last state of a progress bar that never ends its line', () => {
    const { accept, log, lines } = track();
    accept({ vertexes: [RUNNING] });
    for (let n = 0; n <= 100; n += 1) log(`\r${'#'.repeat(1000)} ${n} %`);
    accept({ vertexes: [ENDED] });
    expect(lines()).toEqual([`${'#'.repeat(1000)} 100 %`]);
  });

  it('redacts a secret that arrives in two pieces', () => {
    const { log, lines } = track((text) => text.replaceAll('hunter2', '***'));
    log('is hun');
    log('ter2\n');
    expect(lines()).toEqual(['is ***']);
  });

  it('passes warnings on', () => {
    const { accept, events } = track();
    accept({ warnings: [{ vertex: 'v', text: Buffer.from('old style') }] });
    expect(events).toEqual([{ type: 'warning', message: 'old style' }]);
  });

  it.each([
    ['x:1: not found', 0],
    ['connection refused', 1],
  ])('takes a cache that fails with "%s" lightly', (error, warnings) => {
    const { accept, events, tracker } = track();
    const name = 'importing cache manifest from x:1';
    accept({ vertexes: [{ ...ENDED, name, error }] });
    const types = events.slice(1).map(({ type }) => type);
    expect(types).toEqual(Array(warnings).fill('warning'));
    expect(tracker.failedStep(error)).toBeUndefined();
  });
});

it.each(['ta', 'f1', 'undefined'])('cannot read %s', (trace) => {
  const { tracker } = track();
  const message = 'the engine wrote progress that cannot be read';
  expect(() => tracker.accept(trace)).toThrow(message);
});

describe('failedStep', () => {
  it('has the last 20 lines', () => {
    const { accept, log, tracker } = track();
    log(Array.from({ length: 25 }, (_, i) => `${i}\n`).join(''));
    accept({ vertexes: [{ ...ENDED, error: 'exit code: 1' }] });
    const step = tracker.failedStep('failed: exit code: 1');
    expect(step).toMatchObject({ name: NAME, error: 'exit code: 1' });
    expect(step?.tail).toHaveLength(20);
    expect(step?.tail.at(-1)).toBe('24');
  });

  it.each([
    ['that the failure quotes', 'boom: second', ['first', 'second']],
    ['that was not cancelled', 'no match', ['context canceled', 'second']],
  ])('is the step %s', (_which, text, errors) => {
    const { accept, tracker } = track();
    const vertexes = errors.map((error) => ({
      ...ENDED,
      digest: error,
      error,
    }));
    accept({ vertexes });
    expect(tracker.failedStep(text)?.error).toBe('second');
  });
});
