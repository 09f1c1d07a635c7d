import { parse } from 'yaml';

import { groupImages } from './model/image-groups';
import type { SynthInput } from './model/synth-input';
import { addStamp } from './sync/stamp';
import { synthesise } from './synthesise';
import { testInput, testPackage } from './testing/test-input';

function bodies(input: SynthInput): Record<string, string | undefined> {
  return Object.fromEntries(
    synthesise(input).map(({ path, body }) => [path, body]),
  );
}

const workflows = ['nightly', 'publish', 'pull-request'].map(
  (name) => `.github/workflows/${name}.yml`,
);

describe('synthesise', () => {
  it('derives files in order of their paths, the same each time', () => {
    const files = synthesise(testInput());
    expect(files.map(({ path }) => path)).toEqual([
      ...workflows,
      'CODEOWNERS',
      'README.md',
      'azure-pipelines.yml',
      'renovate.json5',
    ]);
    expect(synthesise(testInput())).toEqual(files);
  });

  it.each([
    [{ providers: ['github' as const] }, ['azure-pipelines.yml', 'CODEOWNERS']],
    [{ providers: ['azure' as const] }, [...workflows, 'CODEOWNERS']],
    [
      { providers: [], owners: ['@a/b'] },
      [...workflows, 'azure-pipelines.yml'],
    ],
  ])('has nothing to say, with %j, in %j', (ci, expected) => {
    const none = Object.entries(bodies(testInput(ci)))
      .filter(([, body]) => body === undefined)
      .map(([path]) => path);
    expect(none.sort()).toEqual([...expected].sort());
  });

  it('leaves to the team what it skips', () => {
    const paths = Object.keys(
      bodies(testInput({ skip: ['codeowners', 'renovate'] })),
    );
    expect(paths).not.toContain('CODEOWNERS');
    expect(paths).not.toContain('renovate.json5');
  });

  it('forgets a package that is gone', () => {
    const { packages } = testInput();
    const left = packages.filter(({ name }) => name !== 'child');
    const texts = JSON.stringify(
      bodies(testInput({ machines: 2 }, { packages: left })),
    );
    expect(texts).toContain('parent');
    expect(texts).not.toContain('child');
  });

  it('calls no pipeline stale for a description', () => {
    const [first, ...rest] = testInput().packages;
    const told = { ...testPackage('child'), ...first, description: 'New' };
    const before = synthesise(testInput());
    const after = synthesise(testInput({}, { packages: [told, ...rest] }));
    const moved = after.filter(
      (file, at) => addStamp(file) !== addStamp(before[at] ?? file),
    );
    expect(moved.map(({ path }) => path)).toEqual(['README.md']);
  });

  it.each([
    ['no number of machines', {}, ['nx.json']],
    ['one machine', { machines: 1 }, ['nx.json']],
    ['two', { machines: 2 }, ['nx.json', 'packages']],
  ])('stamps pipelines, with %s, with %j', (_what, ci, expected) => {
    const pipelines = [...workflows, 'azure-pipelines.yml'];
    const files = synthesise(testInput(ci)).filter(({ path }) =>
      pipelines.includes(path),
    );
    expect(
      files.map(({ path, inputs }) => [path, Object.keys(inputs)]),
    ).toEqual(pipelines.map((path) => [path, expected]));
  });

  it('stamps with who shares a machine, and what comes before them', () => {
    const input = testInput({ machines: 2 });
    const [file] = synthesise(input);
    expect(file?.inputs['packages']).toEqual({
      groups: groupImages(input.packages, 2),
      parents: ['parent', 'tool'],
    });
  });

  it.each([
    ['no pipeline, on one machine', { machines: 1 }, []],
    [
      'pipelines, on two',
      { machines: 2 },
      ['.github/workflows/pull-request.yml', 'azure-pipelines.yml'],
    ],
  ])('has for a new package another text of %s', (_what, ci, expected) => {
    const { packages } = testInput();
    const more = [...packages, testPackage('zebra', { parents: ['tool'] })];
    const before = bodies(testInput(ci));
    const after = bodies(testInput(ci, { packages: more }));
    const moved = Object.keys(after).filter(
      (path) => path.endsWith('.yml') && after[path] !== before[path],
    );
    expect(moved).toEqual(expected);
  });
});

describe('CODEOWNERS', () => {
  const owned = [
    testPackage('a', { owners: ['@team/data', 'ada@example.com'] }),
    testPackage('b'),
  ];

  it.each([
    [
      'owners of a package, and says who has none',
      {},
      '/packages/a/ @team/data ada@example.com\n# nobody is named for: b\n',
    ],
    [
      'owners of all first: the last line counts',
      { owners: ['@team/platform'] },
      '* @team/platform\n/packages/a/ @team/data ada@example.com\n',
    ],
  ])('names %s', (_what, ci, expected) => {
    const { CODEOWNERS } = bodies(testInput(ci, { packages: owned }));
    expect(CODEOWNERS).toBe(expected);
  });
});

describe('the table of flavours', () => {
  it('has a row for each package', () => {
    const packages = [
      testPackage('geo', {
        description: 'Maps | charts\n and more',
        languages: ['python', 'r'],
        runtimes: ['17.3-LTS', '16.4-LTS'],
        builtOn: ['python-r'],
      }),
      testPackage('tool', { kind: 'library', languages: [] }),
    ];
    const table = bodies(testInput({}, { packages }))['README.md'];
    expect(table?.split('\n').filter((line) => line.startsWith('|'))).toEqual([
      '| name | what it is | kind | languages | runtimes | built on |',
      '| --- | --- | --- | --- | --- | --- |',
      '| [geo](packages/geo) | Maps \\| charts and more | cluster image | python, r | 17.3-LTS, 16.4-LTS | python-r |',
      '| [tool](packages/tool) | The tool | library | – | 17.3-LTS | – |',
    ]);
  });
});

describe('renovate.json5', () => {
  it('leaves to Brickyard what Brickyard updates', () => {
    const input = testInput({}, { localNamespace: 'team/images' });
    const config = parse(bodies(input)['renovate.json5'] ?? '') as {
      enabledManagers: string[];
      ignorePaths: string[];
      packageRules: { matchPackageNames?: string[]; enabled?: boolean }[];
    };
    expect(config.enabledManagers).toEqual([
      'npm',
      'pip_requirements',
      'dockerfile',
    ]);
    expect(config.ignorePaths).toContain('**/locks/**');
    expect(config.packageRules).toContainEqual(
      expect.objectContaining({
        matchPackageNames: ['team/images/**'],
        enabled: false,
      }),
    );
  });
});
