import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ImageReport, PackageReport } from '../run/change/report';
import type { GroupDiff } from '../versioning/inventory-diff';
import { longestComment, renderReportMarkdown } from './render-report-markdown';
import { richReport, testImageReport, testReport } from './testing/test-report';

const one = (change: Partial<ImageReport>) =>
  renderReportMarkdown(testReport([testImageReport(change)]));

const packages = (
  groups: GroupDiff[],
  change: Partial<PackageReport> = {},
): PackageReport => ({
  ...{ basis: 'images', from: 'there', to: 'here', contains: [], notes: [] },
  groups,
  ...change,
});

function python(direct: number, rest: number, length = 8): GroupDiff {
  const name = (kind: string, index: number) =>
    `${kind}${index}`.padEnd(length, 'x');
  const list = (kind: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ name: name(kind, index), from: '1.0', to: '2.0' },
      ...{ level: 'major' as const, direction: 'up' as const },
      ...{ direct: kind === 'd', sizeChange: null },
    }));
  return {
    ...{ ecosystem: 'python', environment: '/databricks/python3' },
    ...{ added: [], removed: [] },
    changed: [...list('d', direct), ...list('t', rest)],
  };
}

describe('renderReportMarkdown', () => {
  it('tells all that there is to tell', () => {
    const file = join(__dirname, '__fixtures__/report.txt');
    expect(renderReportMarkdown(richReport)).toBe(readFileSync(file, 'utf8'));
  });

  it('tells first what a new line brings', () => {
    const lines = { from: '16.4-LTS', to: '17.3-LTS', facts: [] };
    const text = one({ lines, packages: packages([python(1, 9)]) });
    expect(text).toContain(
      [
        '- **line**: 16.4-LTS → 17.3-LTS: the same facts',
        '- python /databricks/python3: 10 major: d0xxxxxx 1.0 → 2.0, t0xxxxxx 1.0 → 2.0',
      ].join('\n'),
    );
    expect(text).toContain('t6xxxxxx 1.0 → 2.0 and 2 more\n');
  });

  it('says in a line that nothing changes', () => {
    expect(renderReportMarkdown(testReport([], { unchanged: 9 }))).toBe(
      '### No image changes\n\nSince `main` (`1a2b3c4d5e6f`) 9 images stay as they are.\n',
    );
  });

  it.each([
    [
      'over budget',
      {
        size: {
          ...{ measure: 'download', now: 2e9, before: 1e9, isOver: true },
          budget: { bytes: 1.1e9, from: 'base' },
        },
      },
      '❌ over its budget of 1.10 GB (base + 10 %)',
    ],
    [
      'no base image',
      { packages: packages([], { notes: ['what was in it is not known'] }) },
      '*what was in it is not known*',
    ],
    [
      'a failed parent',
      { action: { kind: 'not built', because: 'base@17.3-LTS' } },
      'not built, since base@&#8203;17.3-LTS failed',
    ],
    ['not tested', {}, '| not tested |'],
    [
      'a new image',
      {
        change: 'new',
        packages: packages([], {
          from: null,
          contains: [{ ecosystem: 'r', environment: null, count: 44 }],
        }),
      },
      'Packages: 44 r',
    ],
    [
      'a package with a name of marks',
      {
        packages: packages([
          {
            ...{ ecosystem: 'x</summary>', environment: null },
            ...{ changed: [], removed: [] },
            added: [
              {
                name: 'a|`b',
                version: '<b>|1',
                direct: true,
                sizeChange: null,
              },
            ],
          },
        ]),
      },
      '**x&lt;/summary&gt;**: 1 added\n\n| package | version | bump |\n| --- | --- | --- |\n| ``a\\|`b`` | added &lt;b&gt;\\|1 |  |',
    ],
  ] as [string, Partial<ImageReport>, string][])('%s', (_, change, text) => {
    expect(one(change)).toContain(text);
  });

  it('opens what is wrong and folds the rest', () => {
    const text = renderReportMarkdown(
      testReport([
        ...['a', 'b', 'c'].map((flavour) => testImageReport({ flavour })),
        testImageReport({
          flavour: 'd',
          action: { kind: 'failed', error: 'no' },
        }),
      ]),
    );
    expect(text.match(/<details.*<code>./g)).toEqual([
      '<details open><summary><code>d',
      '<details><summary><code>a',
      '<details><summary><code>b',
      '<details><summary><code>c',
    ]);
  });

  it('leaves out what came along before what was asked for', () => {
    const report = testReport([
      testImageReport({ packages: packages([python(40, 900)]) }),
    ]);
    const text = renderReportMarkdown(report, 6000);
    expect(text.length).toBeLessThanOrEqual(6000);
    expect(text).toContain('`d39xxxxx`');
    expect(text).not.toContain('`t0xxxxxx`');
    expect(text).toContain('900 more, which came along');
    expect(text).toMatch(
      /Left out, .*: parts of `python@17\.3-LTS`\. All of it: `npx brickyard report --base=main`\n$/,
    );
  });

  it('cuts long lists, and says so', () => {
    const reasons = Array.from({ length: 30 }, (_, index) => ({
      ...{ part: `context:file${index}`, change: 'changed' as const },
    }));
    expect(one({ reasons })).toContain('file7 changed; and 22 more\n');
  });

  it.each([
    [200, 5, 200, 12],
    [200, 150, 0, 60],
    [600, 1, 1, 12],
    [1, 5000, 5000, 100],
    [60, 20, 20, 300],
  ])(
    'never grows too long: %i images of %i and %i packages',
    (count, direct, rest, length) => {
      const group = python(direct, rest, length);
      const failure = {
        ...{ name: 'x'.repeat(500), place: { file: 'y'.repeat(500) } },
        ...{ messages: ['|'.repeat(5000)], output: '`\n'.repeat(500) },
      };
      const images = Array.from({ length: count }, (_, index) =>
        testImageReport({
          flavour: `flavour-${index}`.padEnd(Math.min(length, 100), '@'),
          packages: packages([group, { ...group, ecosystem: 'r' }]),
          tests: {
            ...{ passed: 1, isShared: false },
            failed: Array.from({ length: index % 8 }, () => failure),
          },
        }),
      );
      const warnings = Array.from({ length: 200 }, () => '<@a>'.repeat(999));
      const base = { ref: '|'.repeat(500), commit: '0'.repeat(40) };
      const report = testReport(images, { warnings, base });
      const text = renderReportMarkdown(report);
      expect(text.length).toBeLessThanOrEqual(longestComment);
      expect(text.match(/<details/g) ?? []).toHaveLength(
        (text.match(/<\/details>/g) ?? []).length,
      );
    },
  );
});
