import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readWorkspace } from '../../workspace/read-workspace';
import { openRegistry, reportOn } from '../testing/report-on';
import { commitAll, git, startRepository } from '../testing/test-repository';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';
import type { Report } from './report';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createFamily();
  workspace.write('.gitignore', 'dist\nnode_modules\n');
  startRepository(workspace.root);
});
afterEach(() => workspace.close());

const report = (
  change: { base?: string; flavours?: string[] } = {},
  registry = openRegistry(),
) => reportOn(workspace, change, registry);

const actionsOf = ({ images }: Report) =>
  Object.fromEntries(
    images.map(({ flavour, change, action }) => [
      flavour,
      `${change}: ${action.kind}`,
    ]),
  );
/** Of this workspace's commits: others make their own meanwhile. */
const copies = () =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith('brickyard-base-'))
    .map((name) => join(tmpdir(), name, 'tree/nx.json'))
    .filter((file) => existsSync(file))
    .filter((file) =>
      readFileSync(file, 'utf8').includes(workspace.memory.host),
    );

describe('makeReport', () => {
  it('has nothing to say of a tree that is as it was', async () => {
    workspace.write('packages/child/README.md', 'What is not in an image.');
    expect(await report()).toMatchObject({
      ...{ images: [], warnings: [] },
      summary: { unchanged: 2, changed: 0 },
    });
    expect(copies()).toEqual([]);
  });

  it('asks the registry about images that differ, and nothing of the others', async () => {
    const registry = openRegistry();
    await report({}, registry);
    // Both sides ask for the digest of the base image, which nothing locks here.
    expect(registry.counts).toMatchObject({ head: 2, get: 0 });
    workspace.write('packages/child/requirements.txt', 'polars\n');
    await report({}, registry);
    expect(registry.counts.head).toBeGreaterThan(4);
  });

  it('leaves the repository as it is', async () => {
    workspace.write('packages/child/requirements.txt', 'polars\n');
    git(workspace.root, 'add', '--all');
    const status = git(workspace.root, 'status', '--porcelain');
    await report();
    expect(git(workspace.root, 'status', '--porcelain')).toBe(status);
    expect(git(workspace.root, 'worktree', 'list').split('\n')).toHaveLength(1);
  });

  it('compares lists where there are no images yet', async () => {
    workspace.write('packages/child/requirements.txt', 'pandas\npolars==1\n');
    const { images, summary } = await report();
    expect(summary).toMatchObject({ changed: 1, notBuilt: 1, unchanged: 1 });
    const [child] = images;
    expect(child).toMatchObject({
      id: 'child@17.3-LTS',
      action: { kind: 'not built', because: null },
      reasons: [{ part: 'context:requirements.txt', change: 'changed' }],
      ...{ size: null, cost: null, tests: null },
      ...{ findings: null, reference: null },
    });
    expect(child?.packages).toMatchObject({
      basis: 'sources',
      groups: [{ added: [{ name: 'polars', version: '1', direct: true }] }],
    });
    expect(child?.packages?.notes).toEqual([
      expect.stringContaining('not known before it is built'),
    ]);
  });

  it('compares images: what was published, and what was built just now', async () => {
    await workspace.run({ push: true });
    workspace.replaceEngine();
    const base = commitAll(workspace.root);
    workspace.write('packages/base/setup.sh', 'echo 2\n');
    commitAll(workspace.root);
    await workspace.run({ push: true, channel: 'pr-12' });
    const { images, warnings } = await report({ base });
    expect(warnings).toEqual([]);
    expect(images.map(({ id }) => id)).toEqual([
      'base@17.3-LTS',
      'child@17.3-LTS',
    ]);
    const [, child] = images;
    expect(child).toMatchObject({
      ...{ change: 'changed', action: { kind: 'built' } },
      reasons: [{ part: 'parent:base', change: 'changed' }],
      packages: { basis: 'images', groups: [], notes: [] },
      size: { measure: 'download', isOver: false },
      reference: {
        name: `${workspace.memory.host}/team/child`,
        tags: [expect.stringMatching(/^k-/), 'pr-12-dbr17.3'] as unknown,
      },
    });
    expect(child?.size?.before).toBeGreaterThan(0);
    const size = child?.size?.now;
    expect(child?.cost).toEqual({ size, upload: size, download: size });
  });

  it('says that an image of others is reused', async () => {
    workspace.write('packages/child/requirements.txt', 'polars\n');
    await workspace.run({ push: true });
    rmSync(join(workspace.root, 'dist'), { recursive: true });
    workspace.replaceEngine();
    const { images } = await report();
    expect(images[0]).toMatchObject({
      action: { kind: 'reused', from: 'registry' },
      reference: { digest: expect.stringMatching(/^sha256:/) as unknown },
      cost: { upload: images[0]?.size?.now, download: null },
    });
  });
});

describe('makeReport, of flavours that come and go', () => {
  it('tells of new and removed ones', async () => {
    git(workspace.root, 'rm', '-r', '--quiet', 'packages/child');
    workspace.addFlavour('other', {
      Dockerfile: 'FROM brickyard/base\nCOPY requirements.txt /\n',
      'requirements.txt': 'pandas\npolars\n',
    });
    const told = await report();
    expect(actionsOf(told)).toEqual({
      other: 'new: not built',
      child: 'removed: removed',
    });
    expect(told.images[0]?.packages).toMatchObject({
      ...{ from: null, groups: [] },
      contains: [{ ecosystem: 'python', count: 2 }],
    });
    expect(actionsOf(await report({ flavours: ['child'] }))).toEqual({
      child: 'removed: removed',
    });
  });

  it('knows which flavours there are', async () => {
    await expect(report({ flavours: ['chidl'] })).rejects.toMatchObject({
      ...{
        code: 'FLAVOUR_UNKNOWN',
        hint: 'did you mean child? flavours: base, child',
      },
    });
  });

  it.each([
    ['packages/base/image.ts', 'export default {', ['base', 'child']],
    ['packages/child/image.ts', 'export default { runtimes: [] };', ['child']],
    ['packages/child/Dockerfile', 'FROM brickyard/gone\n', ['child']],
    ['packages/child/Dockerfile', 'FROM ubuntu:24.04\nCOPY [a /\n', ['child']],
  ])(
    'reads what is not broken at the base: %s %j',
    async (file, text, names) => {
      const sound = readWorkspace(workspace.root, {}).flavours;
      expect(sound).toHaveLength(2);
      const saved = git(workspace.root, 'show', `HEAD:${file}`);
      workspace.write(file, text);
      commitAll(workspace.root);
      workspace.write(file, `${saved}\n`);
      const { images, warnings } = await report();
      expect(images.map(({ flavour }) => flavour)).toEqual(names);
      for (const { change, baseProblem, reasons } of images) {
        expect([change, reasons]).toEqual(['changed', []]);
        expect(baseProblem).toContain('packages/');
      }
      expect(warnings).toHaveLength(names.length);
      expect(warnings.at(-1)).toContain('child cannot be read at the base');
    },
  );

  it('blames nobody for standing beside what is broken', async () => {
    workspace.addFlavour('a', { Dockerfile: 'FROM brickyard/base\n' });
    workspace.addFlavour('b', { Dockerfile: 'FROM brickyard/gone\n' });
    commitAll(workspace.root);
    workspace.addFlavour('b', { Dockerfile: 'FROM brickyard/base\n' });
    const { images, warnings } = await report();
    expect(images.map(({ flavour }) => flavour)).toEqual(['b']);
    expect(warnings).toEqual([expect.stringMatching(/^b cannot be read/)]);
  });

  it('counts all as new since there was no workspace', async () => {
    git(workspace.root, 'checkout', '--quiet', '--orphan', 'start');
    git(workspace.root, 'rm', '-r', '--quiet', '--cached', '.');
    git(workspace.root, 'commit', '--quiet', '--allow-empty', '-m', 'nothing');
    const { summary, warnings } = await report();
    expect(summary).toMatchObject({ new: 2, changed: 0 });
    expect(warnings).toEqual([]);
  });

  it('reads a base of other options with those of now', async () => {
    const options = git(workspace.root, 'show', 'HEAD:nx.json');
    workspace.write('nx.json', {
      plugins: [{ plugin: 'brickyard', options: { gone: 1 } }],
    });
    commitAll(workspace.root);
    workspace.write('nx.json', options);
    const { images, warnings } = await report();
    expect(images).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining('read with the options of now: nx.json: gone'),
    ]);
  });

  it('finds the packages that image.ts imports', async () => {
    mkdirSync(join(workspace.root, 'packages-of-npm/images-of-spec'), {
      recursive: true,
    });
    workspace.write(
      'packages-of-npm/images-of-spec/index.js',
      'exports.defineImage = (image) => image;\n',
    );
    symlinkSync('packages-of-npm', join(workspace.root, 'node_modules'));
    workspace.write(
      'packages/child/image.ts',
      "import { defineImage } from 'images-of-spec';\nexport default defineImage({ runtimes: ['17.3-LTS'] });\n",
    );
    commitAll(workspace.root);
    expect(await report()).toMatchObject({ images: [], warnings: [] });
  });
});

describe('makeReport, of builds and tests', () => {
  it('says what failed, and what waits for it', async () => {
    workspace.write('packages/base/setup.sh', 'exit 1\n');
    workspace.engine.failures.build = () => new Error('the step failed');
    await workspace.run();
    const { images } = await report();
    expect(images.map(({ action }) => action)).toEqual([
      {
        kind: 'failed',
        error: expect.stringContaining('the step failed') as unknown,
      },
      { kind: 'not built', because: 'base@17.3-LTS' },
    ]);
  });

  it('reads a record only of this very image', async () => {
    workspace.write('packages/child/requirements.txt', 'polars\n');
    await workspace.run();
    const [, child] = (await workspace.prepare()).images;
    const record = {
      key: child?.key,
      tests: [
        { name: 'a', place: { file: 'a.py' }, passed: true, messages: [] },
        {
          ...{ name: 'b', passed: false, messages: ['exited with 1'] },
          ...{ place: { file: 'b.py', line: 2 }, output: 'no' },
        },
      ],
      conformance: {
        findings: [
          { rule: 'IMG-04', severity: 'error', message: 'm', hint: 'h' },
        ],
        waived: [{ rule: 'IMG-05', reason: 'why', findings: [] }],
      },
    };
    workspace.write('dist/packages/child/test.json', record);
    const told = await report();
    expect(told.summary).toMatchObject({ errors: 1, failedTests: 1 });
    expect(told.images[0]).toMatchObject({
      tests: { passed: 1, failed: [{ name: 'b', place: { line: 2 } }] },
      findings: [{ rule: 'IMG-04' }],
      waived: [{ rule: 'IMG-05', reason: 'why' }],
    });
    const { conformance, ...older } = record;
    expect(conformance).toBeDefined();
    workspace.write('dist/packages/child/test.json', older);
    expect((await report()).images[0]).toMatchObject({ findings: null });
    workspace.write('dist/packages/child/test.json', { ...record, key: 'x' });
    expect((await report()).images[0]?.tests).toBeNull();
    workspace.write('dist/packages/child/test.json', '{');
    expect((await report()).images[0]?.tests).toBeNull();
  });
});
