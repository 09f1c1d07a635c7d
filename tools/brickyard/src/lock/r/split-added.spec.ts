import { splitAdded } from './split-added';

const before = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('splitAdded', () => {
  it('tells what was added', () =>
    expect(splitAdded([...before, 'bb'].sort(), before)).toEqual({
      steady: before,
      added: ['bb'],
    }));

  it.each([
    ['a first lock', before, []],
    ['the same lock', before, before],
    ['one that moved', ['a', 'b2', 'c', 'd', 'e', 'f'], before],
    ['one that went', ['a', 'b', 'c', 'd', 'e', 'new'], before],
    ['many that were added', [...before, 'g', 'h', 'i'], before],
  ])('takes all for steady: %s', (_, rows, known) =>
    expect(splitAdded(rows, known)).toEqual({ steady: rows, added: [] }),
  );
});
