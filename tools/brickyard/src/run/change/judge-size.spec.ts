import { judgeSize, type SizeQuestion } from './judge-size';

const sizes = (download: number | null, unpacked: number | null = null) => {
  return { download, unpacked };
};
const nothing = sizes(null);

describe('judgeSize', () => {
  it.each([
    ['nothing known', { now: nothing, before: sizes(1) }, null],
    [
      'a tenth more',
      { now: sizes(110), before: sizes(100) },
      [110, 110, false],
    ],
    ['and a byte', { now: sizes(111), before: sizes(100) }, [111, 110, true]],
    ['smaller', { now: sizes(1), before: sizes(100) }, [1, 110, false]],
    ['new', { now: sizes(100), before: nothing }, [100, undefined, false]],
    [
      'twice as large as the image for another line',
      { now: sizes(200), before: sizes(100), isOtherLine: true },
      [200, undefined, false],
    ],
    [
      'below maxSize, though twice as large',
      { now: sizes(2e8), before: sizes(1e8), maxSize: '250 MB' },
      [2e8, 2.5e8, false],
    ],
    [
      'above maxSize, though not changed',
      { now: sizes(2e9), before: sizes(2e9), maxSize: '1.5 GB' },
      [2e9, 1.5e9, true],
    ],
    [
      'not published, below maxSize all the same',
      { now: sizes(null, 9e8), before: nothing, maxSize: '1 GB' },
      [9e8, 1e9, false],
    ],
    [
      'not published, above maxSize until it is packed',
      { now: sizes(null, 2e9), before: nothing, maxSize: '1 GB' },
      [2e9, 1e9, null],
    ],
    [
      'like with like: the base is not published',
      { now: sizes(500, 120), before: sizes(null, 100) },
      [120, 110, true],
    ],
    [
      'maxSize counts what is downloaded',
      { now: sizes(5e8, 2e9), before: sizes(null, 1e9), maxSize: '1 GB' },
      [5e8, 1e9, false],
    ],
  ] as [string, SizeQuestion, unknown][])('%s', (_, question, wanted) => {
    const judged = judgeSize(question);
    const told = judged && [judged.now, judged.budget?.bytes, judged.isOver];
    expect(told).toEqual(wanted);
  });
});
