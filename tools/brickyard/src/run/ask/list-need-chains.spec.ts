import { listNeedChains } from './list-need-chains';

/** `a b`: a needs b. */
function render(target: string, needs: string[], listed: string[]): string[] {
  const pairs = needs.map((pair) => pair.split(' '));
  const chains = listNeedChains(target, {
    neededBy: (name) => pairs.flatMap(([a = '', b]) => (b === name ? [a] : [])),
    linesOf: (name) =>
      listed.includes(name)
        ? [{ place: { file: 'list', line: 1 }, text: name }]
        : [],
  });
  return chains.map(({ names }) => names.join(' > '));
}

describe('listNeedChains', () => {
  it('leads from each line to the package, the shortest first', () => {
    const needs = ['a b', 'b x', 'c x'];
    expect(render('x', needs, ['a', 'c', 'x'])).toEqual([
      'x',
      'c > x',
      'a > b > x',
    ]);
  });

  it('takes the shortest of several ways', () => {
    const needs = ['a b', 'b x', 'a x'];
    expect(render('x', needs, ['a'])).toEqual(['a > x', 'a > b > x']);
  });

  it('goes through each package that needs it', () => {
    const needs = ['a x', 'a b', 'b x'];
    expect(render('x', needs, ['a'])).toContain('a > b > x');
  });

  it('ends where packages need each other', () => {
    const needs = ['x y', 'y x', 'a y'];
    expect(render('x', needs, ['a'])).toEqual(['a > y > x']);
  });

  it('is empty where no line leads to it', () => {
    expect(render('x', ['a x'], [])).toEqual([]);
  });
});
