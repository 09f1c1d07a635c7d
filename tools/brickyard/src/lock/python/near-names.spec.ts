import { listNearNames } from './near-names';

const likely = (name: string, ...known: string[]) =>
  listNearNames(name, known).likely[0];

describe('listNearNames', () => {
  it.each([
    ['tabualte', 'tabulate'],
    ['humanise', 'humanize'],
    ['pndas', 'pandas'],
    ['Pandsa', 'pandas'],
    ['scikitlearn', 'scikit-learn'],
    ['scikit_lern', 'scikit-learn'],
    ['sklearn', 'scikit-learn'],
    ['PIL', 'pillow'],
    ['dateutils', 'python-dateutil'],
    ['python-yaml', 'pyyaml'],
    ['opencv', 'opencv-python'],
    ['beautifulsoup', 'beautifulsoup4'],
    ['plotly-express', undefined],
    ['xyz', undefined],
  ])('knows what %s was meant to be: %s', (name, meant) => {
    expect(likely(name)).toBe(meant);
  });

  it("knows the workspace's own packages", () => {
    expect(likely('geco-model', 'gecko_model')).toBe('gecko-model');
  });

  it('undoes one slip in a name that nobody knows', () => {
    const { variants } = listNearNames('quxbra', []);
    expect(variants).toEqual(
      expect.arrayContaining(['quxbar', 'python-quxbra', 'pyquxbra']),
    );
    expect(listNearNames('aabb', []).variants).toContain('abb');
    expect(listNearNames('ab-cd', []).variants).toContain('abcd');
  });

  it('asks for few names, none twice, and not for the same again', () => {
    const { likely: near, variants } = listNearNames('a'.repeat(60), []);
    const all = [...near, ...variants];
    expect(all.length).toBeLessThan(25);
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain('a'.repeat(60));
  });
});
