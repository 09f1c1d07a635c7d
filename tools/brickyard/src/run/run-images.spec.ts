import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BrickyardError } from '../errors';
import { TestWorkspace } from './test-workspace';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', {
    Dockerfile: 'FROM ubuntu:24.04\nCOPY setup.sh /\n',
    'setup.sh': 'echo\n',
  });
  workspace.addFlavour('child', {
    Dockerfile: 'FROM brickyard/base\nCOPY requirements.txt /\n',
    'requirements.txt': 'pandas\n',
  });
});

afterEach(() => workspace.close());

const states = (result: Awaited<ReturnType<TestWorkspace['run']>>) =>
  Object.fromEntries(
    [...result.outcomes].map(([id, { state }]) => [id.split('@')[0], state]),
  );
const errorOf = (
  result: Awaited<ReturnType<TestWorkspace['run']>>,
  id: string,
) => {
  const outcome = result.outcomes.get(`${id}@17.3-LTS`);
  return outcome?.state === 'failed'
    ? (outcome.error as BrickyardError)
    : undefined;
};
const tagsOf = (flavour: string) =>
  [
    ...(workspace.memory.store.find(`team/${flavour}`)?.tags.keys() ?? []),
  ].sort();

describe('docker-build', () => {
  it('builds parents first and sends exact images', async () => {
    await workspace.run();
    const [base, child] = workspace.engine.builds;
    expect(base?.tags).toEqual([
      expect.stringMatching(/^brickyard\/base:k-[0-9a-f]{40}$/),
      'brickyard/base:dbr17.3',
      'brickyard/base:latest',
    ]);
    expect(String(base?.context)).toContain(
      `FROM ${workspace.memory.host}/base/ubuntu@sha256:`,
    );
    expect(String(child?.context)).toContain(`FROM ${base?.tags[0]}`);
    expect(
      readFileSync(join(workspace.root, 'packages/child/Dockerfile'), 'utf8'),
    ).toContain('FROM brickyard/base\n');
  });

  it('builds nothing the second time, and asks the registry for nothing it holds', async () => {
    await workspace.run();
    workspace.memory.requests.length = 0;
    const { plan } = await workspace.run();
    expect(workspace.engine.builds).toHaveLength(2);
    expect(plan.images.map(({ action, foundIn }) => [action, foundIn])).toEqual(
      [
        ['reuse', 'engine'],
        ['reuse', 'engine'],
      ],
    );
    expect(
      workspace.memory.summary().filter((line) => line.includes('/team/')),
    ).toEqual([]);
  });

  it("gives a reused image its flavour's names again", async () => {
    await workspace.run();
    const key =
      (await workspace.engine.inspectImage('brickyard/base:latest'))?.id ?? '';
    workspace.write('packages/base/setup.sh', 'other\n');
    await workspace.run();
    workspace.write('packages/base/setup.sh', 'echo\n');
    await workspace.run();
    expect(
      (await workspace.engine.inspectImage('brickyard/base:latest'))?.id,
    ).toBe(key);
    expect(workspace.engine.builds).toHaveLength(4);
  });

  it('does not try the children of what failed, and finishes the rest', async () => {
    workspace.addFlavour('other', { Dockerfile: 'FROM ubuntu:24.04\n' });
    workspace.engine.failures.build = ({ tags }) =>
      tags.includes('brickyard/base:latest')
        ? new BrickyardError('BUILD_FAILED', 'RUN false')
        : undefined;
    const result = await workspace.run();
    expect(states(result)).toEqual({
      base: 'failed',
      child: 'skipped',
      other: 'done',
    });
    expect(errorOf(result, 'base')?.code).toBe('BUILD_FAILED');
  });

  it('builds a parent that was not asked for, but only when a child needs it', async () => {
    expect(states(await workspace.run({ flavours: ['child'] }))).toEqual({
      base: 'done',
      child: 'done',
    });
    expect(states(await workspace.run({ flavours: ['child'] }))).toEqual({
      child: 'done',
    });
  });

  it('builds on the published parent when the engine lacks it', async () => {
    const published = await workspace.run({ push: true, flavours: ['base'] });
    workspace.replaceEngine();
    await workspace.run({ flavours: ['child'] });
    expect(workspace.engine.builds).toHaveLength(1);
    const digest = published.outcomes.get('base@17.3-LTS');
    const reference =
      digest?.state === 'done' ? digest.result.record?.reference : undefined;
    expect(String(workspace.engine.builds[0]?.context)).toContain(
      `FROM ${reference}`,
    );
  });

  it('offers the last published image as a cache', async () => {
    await workspace.run({ push: true });
    workspace.write('packages/child/requirements.txt', 'scipy\n');
    await workspace.run({ flavours: ['child'] });
    expect(workspace.engine.builds.at(-1)?.cacheFrom).toEqual([
      `${workspace.memory.host}/team/child:dbr17.3`,
    ]);
  });

  it('pulls what only the registry has when asked to load', async () => {
    await workspace.run({ push: true });
    workspace.replaceEngine();
    await workspace.run({ load: true, flavours: ['base'] });
    expect(workspace.engine.builds).toEqual([]);
    expect(
      await workspace.engine.inspectImage('brickyard/base:latest'),
    ).toBeDefined();
  });

  it.each([
    [
      'REQUIREMENTS_INVALID',
      'packages/child/requirements.txt',
      'pandas ===== 2\n',
      /requirements\.txt:1/,
    ],
    [
      'REQUIREMENTS_INVALID',
      'packages/child/requirements.txt',
      'pandas\npyspark==4.0.0\n',
      /requirements\.txt:2/,
    ],
    [
      'PARENT_UNKNOWN',
      'packages/child/Dockerfile',
      'FROM brickyard/bsae\n',
      /child\/Dockerfile:1.*bsae/s,
    ],
    [
      'PARENT_CYCLE',
      'packages/base/Dockerfile',
      'FROM brickyard/child\n',
      /base\/Dockerfile:1/,
    ],
    [
      'DOCKERFILE_INVALID',
      'packages/base/Dockerfile',
      'FROM ubuntu:24.04\nRUNN x\n',
      /base\/Dockerfile:2/,
    ],
    [
      'DOCKERFILE_INVALID',
      'packages/base/Dockerfile',
      'FROM ubuntu:${WHICH}\n',
      /base\/Dockerfile:1/,
    ],
    [
      'SECRET_MISSING',
      'packages/base/Dockerfile',
      'FROM ubuntu:24.04\nRUN --mount=type=secret,id=k x\n',
      /base\/image\.ts/,
    ],
    [
      'BASE_UNRESOLVED',
      'packages/base/Dockerfile',
      '# no such image\nFROM 127.0.0.1:1/nowhere:1\n',
      /base\/Dockerfile:2/,
    ],
  ])('reports %s before anything is built', async (code, path, text, place) => {
    workspace.write(path, text);
    const error = await workspace.run().then(
      (result) => errorOf(result, 'base'),
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(place) as string,
    });
    expect(workspace.engine.builds).toEqual([]);
  });
});

describe('docker-push', () => {
  it('writes the immutable tag first, then the floating ones', async () => {
    await workspace.run({ push: true, flavours: ['base'] });
    const puts = workspace.memory.requests.filter(
      ({ method, path }) => method === 'PUT' && path.includes('/manifests/'),
    );
    const tags = puts
      .filter(({ path }) => path.includes('/team/'))
      .map(({ path }) => path.replace(/.*\//, ''));
    expect(tags).toEqual([
      expect.stringMatching(/^k-[0-9a-f]{40}$/),
      'dbr17.3',
      'latest',
    ]);
  });

  it('uploads and reads nothing the second time: one HEAD for each tag', async () => {
    await workspace.run({ push: true });
    workspace.memory.requests.length = 0;
    await workspace.run({ push: true });
    const asked = workspace.memory.requests.filter(({ path }) =>
      path.includes('/team/'),
    );
    expect(asked.map(({ method }) => method)).toEqual(Array(6).fill('HEAD'));
    expect(workspace.engine.pushes).toHaveLength(2);
  });

  it('neither builds nor moves a layer on a machine that has nothing', async () => {
    await workspace.run({ push: true });
    workspace.replaceEngine();
    workspace.memory.requests.length = 0;
    await workspace.run({ push: true });
    expect(workspace.engine).toMatchObject({
      builds: [],
      pushes: [],
      pulls: [],
    });
    expect(
      workspace.memory.summary().filter((line) => !line.startsWith('HEAD')),
    ).toEqual([]);
  });

  it('keeps to its channel', async () => {
    await workspace.run({ push: true, channel: 'pr-12', flavours: ['base'] });
    expect(tagsOf('base')).toEqual([
      expect.stringMatching(/^k-/),
      'pr-12-dbr17.3',
    ]);
  });

  it('moves floating tags with one PUT each when the content is already there', async () => {
    await workspace.run({ push: true, channel: 'pr-12', flavours: ['base'] });
    workspace.replaceEngine();
    workspace.memory.requests.length = 0;
    await workspace.run({ push: true, flavours: ['base'] });
    expect(tagsOf('base')).toEqual([
      'dbr17.3',
      expect.stringMatching(/^k-/),
      'latest',
      'pr-12-dbr17.3',
    ]);
    expect(
      workspace.memory
        .summary()
        .filter((line) => /^(PUT|POST|PATCH)/.test(line)),
    ).toHaveLength(2);
  });

  it('refuses a floating tag to an immutable tag that someone overwrote', async () => {
    await workspace.run({
      push: true,
      flavours: ['base', 'child'],
      channel: 'a',
    });
    const key = tagsOf('base').find((tag) => tag.startsWith('k-')) ?? '';
    await workspace.publish('team/base', key, 'foreign');
    workspace.replaceEngine();
    const result = await workspace.run({ push: true, flavours: ['base'] });
    expect(errorOf(result, 'base')).toMatchObject({
      code: 'TAG_CONFLICT',
      message: expect.stringContaining(key) as string,
    });
    expect(tagsOf('base')).toEqual(['a-dbr17.3', key]);
  });

  it('leaves no tag behind when the push breaks, and the next run goes on', async () => {
    workspace.engine.failures.push = () =>
      new BrickyardError('REGISTRY_UNREACHABLE', 'gone');
    const broken = await workspace.run({ push: true, flavours: ['base'] });
    expect(errorOf(broken, 'base')?.code).toBe('REGISTRY_UNREACHABLE');
    expect(tagsOf('base')).toEqual([]);
    workspace.engine.failures.push = undefined;
    expect(
      states(await workspace.run({ push: true, flavours: ['base'] })),
    ).toEqual({ base: 'done' });
    expect(workspace.engine.builds).toHaveLength(1);
  });

  it('records what was published', async () => {
    await workspace.run({ push: true, flavours: ['base'] });
    const file = join(workspace.root, 'dist/packages/base/image.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      reference: expect.stringMatching(
        `^${workspace.memory.host}/team/base@sha256:[0-9a-f]{64}$`,
      ) as string,
      digest: expect.stringMatching(/^sha256:/) as string,
      tags: [expect.stringMatching(/^k-/), 'dbr17.3', 'latest'],
      flavour: 'base',
      runtime: '17.3-LTS',
      key: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      size: expect.any(Number) as number,
      created: expect.any(String) as string,
    });
    expect(existsSync(join(workspace.root, 'dist/packages/child'))).toBe(false);
  });
});

describe('plan', () => {
  it('asks one HEAD for each image that the engine lacks, and no GET', async () => {
    await workspace.run({ push: true });
    workspace.replaceEngine();
    workspace.write('images.lock.json', {
      'ubuntu:24.04': await workspace.publishBase('one'),
    });
    const plan = await workspace.plan();
    expect(plan.images.map(({ foundIn }) => foundIn)).toEqual([
      'registry',
      'registry',
    ]);
    expect(plan.requests).toEqual({ head: 2, get: 0 });
  });

  it('explains from the registry when the engine knows nothing: two GETs an image', async () => {
    await workspace.run({ push: true });
    workspace.replaceEngine();
    workspace.write('packages/child/requirements.txt', 'scipy\n');
    const plan = await workspace.plan();
    expect(plan.images[1]?.reasons).toEqual([
      {
        part: 'context:requirements.txt',
        change: 'changed',
        from: expect.any(String) as string,
        to: expect.any(String) as string,
      },
    ]);
    expect(plan.requests.get).toBe(2);
  });

  it('says so when what was built is gone', async () => {
    await workspace.run();
    workspace.replaceEngine();
    expect((await workspace.plan()).images[0]?.reasons).toEqual([
      { part: 'image', change: 'added' },
    ]);
  });

  it('answers without engine and registry, with a warning for each', async () => {
    workspace.engine.failures.engine = () =>
      new BrickyardError('ENGINE_UNREACHABLE', 'no engine');
    await workspace.memory.close();
    const { images } = await workspace.plan();
    expect(images.map(({ action }) => action)).toEqual(['build', 'build']);
    expect(workspace.warnings).toHaveLength(3);
  });

  it('covers a flavour and what it is built on', async () => {
    workspace.addFlavour('other', { Dockerfile: 'FROM ubuntu:24.04\n' });
    expect(
      (await workspace.plan(['child'])).images.map(({ flavour }) => flavour),
    ).toEqual(['base', 'child']);
  });

  it('refuses a flavour that does not exist', async () => {
    await expect(workspace.plan(['chld'])).rejects.toMatchObject({
      code: 'FLAVOUR_UNKNOWN',
    });
  });
});
