import { diffParts } from './diff-parts';

const part = (name: string, value: string) => ({ name, value });

describe('diffParts', () => {
  it('tells what came, went and changed, by name', () => {
    const before = [part('d', '1'), part('b', '1'), part('c', '1')];
    const after = [part('c', '2'), part('d', '1'), part('a', '1')];
    expect(diffParts(before, after)).toEqual([
      { part: 'a', change: 'added', to: '1' },
      { part: 'b', change: 'removed', from: '1' },
      { part: 'c', change: 'changed', from: '1', to: '2' },
    ]);
  });

  it('tells an empty value from none', () => {
    expect(diffParts([part('a', '')], [])).toEqual([
      { part: 'a', change: 'removed', from: '' },
    ]);
    expect(diffParts([part('a', '')], [part('a', '')])).toEqual([]);
  });

  it('says nothing of a mere order', () => {
    const parts = [part('a', '1'), part('b', '2')];
    expect(diffParts(parts, [...parts].reverse())).toEqual([]);
  });
});
