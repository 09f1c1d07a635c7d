import type { ImageDiff, LayerDiff } from '../run/diff/layer-diff';
import type { GroupDiff } from '../versioning/inventory-diff';
import { renderDiff, renderDiffMarkdown } from './render-diff';

const python: GroupDiff = {
  ecosystem: 'python',
  environment: '/databricks/python3',
  added: [
    { name: 'six', version: '1.16.0', direct: false, sizeChange: 11_050 },
  ],
  removed: [{ name: 'a|b', version: '1', direct: null, sizeChange: null }],
  changed: [
    {
      name: 'numpy',
      from: '1.26.4',
      to: '2.1.3',
      level: 'major',
      direction: 'up',
      direct: true,
      sizeChange: -3e6,
    },
  ],
};
const diff: ImageDiff = {
  from: {
    ...{ name: 'a', source: "the engine's image" },
    ...{ size: 1e6, fileSize: 9e5 },
  },
  to: {
    ...{ name: 'b@17.3-LTS', source: 'dist/x.json' },
    ...{ size: 3e6, fileSize: 8e5 },
  },
  isDifferent: true,
  lines: null,
  groups: [python],
  sizeChange: 2e6,
  fileSizeChange: -1e5,
  largest: [
    {
      ...{ ecosystem: 'python', environment: '/databricks/python3' },
      ...{ name: 'numpy', change: 'changed', sizeChange: -3e6 },
    },
    {
      ...{ ecosystem: 'apt', environment: null },
      ...{ name: 'gcc', change: 'added', sizeChange: 2e6 },
    },
  ],
  notes: ['something'],
  layers: null,
};

describe('renderDiff', () => {
  it('groups, and puts direct packages first', () => {
    expect(renderDiff(diff).split('\n')).toEqual([
      "from  a           the engine's image",
      'to    b@17.3-LTS  dist/x.json',
      '',
      'python /databricks/python3: 1 changed, 1 added, 1 removed',
      '  changed  numpy  1.26.4 → 2.1.3  major up  direct      −3.0 MB',
      '  added    six    1.16.0                    transitive  +11.1 kB',
      '  removed  a|b    1',
      '',
      'largest changes of size',
      '  −3.0 MB  numpy  changed  python /databricks/python3',
      '  +2.0 MB  gcc    added    apt',
      '',
      'image size: 1.0 MB → 3.0 MB (+2.0 MB)',
      'all files: 900.0 kB → 800.0 kB (−100.0 kB)',
      'note: something',
    ]);
  });

  it('tells first what two lines are made of, and what to look at', () => {
    const left = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map(
      (name) => ({ name, version: '1', direct: false, sizeChange: null }),
    );
    const lines = {
      ...{ from: '16.4-LTS', to: '17.3-LTS' },
      facts: [
        { fact: 'JDK', from: '17', to: '21', level: 'major' as const },
        { fact: 'base image', from: 'a:1', to: 'b:2', level: null },
        { fact: 'R', from: null, to: '4.4.2', level: null },
      ],
    };
    const moved = { ...diff, lines, groups: [{ ...python, removed: left }] };
    expect(renderDiff(moved).split('\n').slice(3, 10)).toEqual([
      '16.4-LTS → 17.3-LTS',
      '  JDK         17 → 21          major',
      '  base image  a:1 → b:2',
      '  R           unknown → 4.4.2',
      '  python /databricks/python3: 1 major  numpy 1.26.4 → 2.1.3',
      '  python /databricks/python3: 10 left  a, b, c, d, e, f, g, h and 2 more',
      '',
    ]);
    expect(renderDiffMarkdown(moved)).toContain(
      '- 16.4-LTS → 17.3-LTS: JDK 17 → 21 (major), base image a:1 → b:2, R unknown → 4.4.2\n- python /databricks/python3: 1 major: numpy 1.26.4 → 2.1.3\n',
    );
  });

  it.each([
    [-2e6, '(−2.0 MB)'],
    [0, '(the same)'],
  ])('tells a size change of %i', (sizeChange, text) => {
    expect(renderDiff({ ...diff, sizeChange })).toContain(text);
  });

  it('says so when nothing differs', () => {
    const sizes = { sizeChange: null, fileSizeChange: null, largest: [] };
    const same = { ...diff, ...sizes, groups: [], isDifferent: false };
    const lines = renderDiff({ ...same, notes: [] }).split('\n');
    expect(lines.slice(2)).toEqual(['', 'no package differs']);
  });
});

describe('renderDiffMarkdown', () => {
  it('is a table for each group', () => {
    expect(renderDiffMarkdown(diff).split('\n')).toEqual([
      '### `a` → `b@17.3-LTS`',
      '',
      '#### python /databricks/python3: 1 changed, 1 added, 1 removed',
      '',
      '| change | package | version | by | asked for | size |',
      '| --- | --- | --- | --- | --- | --: |',
      '| changed | `numpy` | 1.26.4 → 2.1.3 | major up | direct | −3.0 MB |',
      '| added | `six` | 1.16.0 |  | transitive | +11.1 kB |',
      '| removed | `a\\|b` | 1 |  |  |  |',
      '',
      'largest changes of size: `numpy` −3.0 MB, `gcc` +2.0 MB',
      '',
      'image size: 1.0 MB → 3.0 MB (+2.0 MB)',
      'all files: 900.0 kB → 800.0 kB (−100.0 kB)',
      '',
      '- something',
    ]);
  });

  it('folds what is long, and leaves direct packages open', () => {
    const added = Array.from({ length: 15 }, (_, at) => {
      return { name: `p${at}`, version: '1', direct: false, sizeChange: 0 };
    });
    const text = renderDiffMarkdown({
      ...diff,
      groups: [{ ...python, added }],
    });
    const [open = '', folded = ''] = text.split('<details>');
    expect(folded).toMatch(/^<summary>16 more<\/summary>\n\n\| change/);
    expect(open).toContain('`numpy`');
    expect(open).not.toContain('`p1`');
    expect(folded).toContain('`p14`');
  });
});

describe('layers', () => {
  const layer = (name: string, size: number | null, step?: string) => {
    return { digest: `sha256:${name.repeat(64)}`, size, step };
  };
  const size = 23e6;
  const layers: LayerDiff = {
    from: { measure: 'download', size },
    to: { measure: 'download', size },
    layers: [
      { in: 'both', ...layer('a', 20e6, 'RUN apt-get install r-base') },
      {
        ...{ in: 'to', ...layer('b', 3e6, 'COPY /layers/8/ /') },
        packages: ['a 1', 'b 2', 'c 3', 'd 4'],
      },
      { in: 'from', ...layer('c', 3e6) },
    ],
    pull: 3e6,
  };
  const linesOf = (change: Partial<LayerDiff>, isAll?: boolean) => {
    const text = renderDiff(
      { ...diff, layers: { ...layers, ...change } },
      isAll,
    );
    const lines = text.split('\n');
    const start = lines.findIndex((line) => line.startsWith('layers'));
    return lines.slice(start, -1);
  };
  const digestOf = (name: string) => `sha256:${name.repeat(12)}…`;

  it('are told where only one image has them', () => {
    expect(linesOf({})).toEqual([
      'layers: 1 in both (20.0 MB), 1 only from (3.0 MB), 1 only to (3.0 MB)',
      `  only to    3.0 MB  COPY /layers/8/ /  ${digestOf('b')}  a 1, b 2, c 3 and 1 more`,
      `  only from  3.0 MB  –                  ${digestOf('c')}`,
      'a node that has the first pulls 3.0 MB of 23.0 MB for the second',
    ]);
  });

  it('are all told when they are asked for', () => {
    expect(linesOf({}, true)[1]).toBe(
      `  both       20.0 MB  RUN apt-get install r-base  ${digestOf('a')}`,
    );
  });

  it.each<[string, Partial<LayerDiff>, string[]]>([
    [
      'of one image',
      { layers: layers.layers.slice(0, 1), pull: 0 },
      [
        'layers: 1 in both (20.0 MB)',
        'a node that has the first pulls nothing for the second',
      ],
    ],
    [
      'of an image without any',
      { layers: [], pull: 0 },
      [
        'layers: none',
        'a node that has the first pulls nothing for the second',
      ],
    ],
    [
      'in an engine',
      {
        ...{ from: { measure: 'unpacked', size } },
        ...{ to: { measure: 'unpacked', size }, layers: [] },
      },
      [
        'layers: none',
        'a node that has the first lacks 3.0 MB of 23.0 MB of the second, as the engine stores it; compressed it is less',
      ],
    ],
    [
      'in an engine and in a registry',
      { from: { measure: 'unpacked', size }, layers: [] },
      [
        'layers: none',
        'layers of the first are unpacked, those of the second compressed: do not compare their sizes',
        'a node that has the first pulls 3.0 MB of 23.0 MB for the second',
      ],
    ],
    [
      'without sizes',
      { layers: [{ in: 'to', ...layer('b', null) }], pull: null },
      [
        'layers: 1 only to',
        `  only to  –  –  ${digestOf('b')}`,
        'what a node that has the first pulls for the second is not known: the engine does not tell the sizes of its layers',
      ],
    ],
  ])('%s have lines that make sense', (_, change, lines) =>
    expect(linesOf(change)).toEqual(lines),
  );

  it('are a table in Markdown', () => {
    const text = renderDiffMarkdown({ ...diff, layers });
    expect(text).toContain(
      [
        '#### layers: 1 in both (20.0 MB), 1 only from (3.0 MB), 1 only to (3.0 MB)',
        '',
        '| in | size | made by | digest | packages that differ |',
        '| --- | --: | --- | --- | --- |',
        `| only to | 3.0 MB | \`COPY /layers/8/ /\` | \`${digestOf('b')}\` | a 1, b 2, c 3 and 1 more |`,
        `| only from | 3.0 MB | – | \`${digestOf('c')}\` |  |`,
        '',
        'a node that has the first pulls 3.0 MB of 23.0 MB for the second',
      ].join('\n'),
    );
    const one = { in: 'to' as const, ...layer('b', 1) };
    const many = Array.from({ length: 16 }, () => one);
    const long = renderDiffMarkdown({
      ...diff,
      layers: { ...layers, layers: many },
    });
    expect(long).toContain('<details><summary>16 layers</summary>\n\n| in |');
  });
});
