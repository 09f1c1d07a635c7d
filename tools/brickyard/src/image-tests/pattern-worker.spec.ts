import { PatternWorker } from './pattern-worker';

describe('PatternWorker', () => {
  let worker: PatternWorker | undefined;
  afterEach(() => worker?.close());

  const within = (seconds: number, signal?: AbortSignal) => {
    worker = new PatternWorker(signal);
    return worker.within(seconds);
  };

  /**
   * Takes seconds: linear in the text, with many states. In a text that repeats
   * itself they are the same few, which are kept, and it would take 0.1 s.
   */
  const slow = 'a[ab]{900}[^ab]';
  const letters = Array.from({ length: 3_000_000 }, (_, index) =>
    Math.sin(index * index) > 0 ? 'a' : 'b',
  ).join('');

  // What each of these means in JavaScript is something else.
  it.each([
    ['[[:digit:]]', '1', true],
    ['password[[:space:]]*=', 'password =', true],
    ['\\A1', 'A1', false],
    ['1\\z', '1', true],
    ['\\pL', 'é', true],
    ['a$', 'a\n', false],
    ['(?i)ſ', 's', true],
    ['(?s)a.b', 'a\nb', true],
    ['(?U)a+', 'a', true],
    ['^(a+)+$', `${'a'.repeat(60_000)}b`, false],
  ])('searches %j as Go does', async (pattern, text, found) => {
    expect(await within(60)(text, [pattern])).toEqual([found]);
  });

  it('answers for each pattern, in their order', async () => {
    expect(await within(60)('ab', ['b', 'c', 'a'])).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('needs no thread where there is no pattern', async () => {
    expect(await within(0)('ab', [])).toEqual([]);
  });

  it('gives up when the time is up, and searches again after that', async () => {
    expect(await within(0.2)(letters, [slow])).toBeUndefined();
    expect(await worker?.within(60)('a', ['a'])).toEqual([true]);
  });

  it('searches nothing after its time', async () => {
    const search = within(0);
    expect(await search('a', ['a'])).toBeUndefined();
  });

  it('ends when the run is interrupted', async () => {
    const run = new AbortController();
    const found = within(60, run.signal)(letters, [slow]);
    run.abort();
    await expect(found).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
