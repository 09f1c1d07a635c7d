import { listPins } from './list-pins';

describe('listPins', () => {
  it('reads versions and URLs, and no line that belongs to one', () => {
    const text = [
      '# numpy==1',
      'Numpy==2.1.3 \\',
      '    --hash=sha256:aa',
      '    # via y==1',
      "pandas[excel]==2.2.3 ; python_version < '3.13' \\",
      '    --hash=sha256:bb',
      'team @ https://example.com/team.whl',
    ].join('\n');
    expect(listPins(text)).toEqual([
      { name: 'numpy', version: '2.1.3', isUrl: false },
      { name: 'pandas', version: '2.2.3', isUrl: false },
      { name: 'team', version: 'https://example.com/team.whl', isUrl: true },
    ]);
  });
});
