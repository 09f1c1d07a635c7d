import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BrickyardError } from '../../errors';
import { errorOf, statesOf } from '../testing/test-outcomes';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
});

afterEach(() => workspace.close());

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
      // What lies beside the image, and the list of that.
      expect.stringMatching(/^sha256:/),
      expect.stringMatching(/^sha256-/),
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

  it('asks for all that it will publish before it looks at floating tags', async () => {
    await workspace.run({ push: true });
    workspace.memory.requests.length = 0;
    await workspace.run({ push: true, parallel: 1 });
    const tags = workspace.memory.requests
      .filter(({ path }) => path.includes('/team/'))
      .map(({ path }) => path.replace(/.*\/(k-)?.*/, '$1'));
    expect(tags).toEqual(['k-', 'k-', '', '', '', '']);
  });

  it('does not ask for what it will not publish', async () => {
    await workspace.run({ push: true });
    workspace.memory.requests.length = 0;
    await workspace.run({ push: true, flavours: ['child'] });
    expect(workspace.memory.summary().join()).not.toContain('/team/base/');
  });

  it('publishes the others where one repository is refused', async () => {
    await workspace.run();
    const reply = { status: 403 };
    workspace.memory.fail({ path: /team\/child/, reply, times: 99 });
    const result = await workspace.run({ push: true });
    expect(statesOf(result)).toEqual({ base: 'done', child: 'failed' });
    expect(errorOf(result, 'child')?.code).toBe('REGISTRY_DENIED');
  });

  it('tells of a missing repository before it uploads, where ECR has another name', async () => {
    await workspace.run({ flavours: ['base'] });
    const demand =
      'Basic realm="https://a.example/",service="ecr.amazonaws.com"';
    const body = JSON.stringify({ errors: [{ code: 'NAME_UNKNOWN' }] });
    const path = /team\/base/;
    const headers = { 'www-authenticate': demand };
    const refusal = { status: 401, headers };
    workspace.memory.fail({ method: 'HEAD', path, reply: refusal, times: 9 });
    for (const method of ['GET', 'POST'])
      workspace.memory.fail({ method, path, reply: { status: 404, body } });
    const run = workspace.run({ push: true, flavours: ['base'] });
    await expect(run).rejects.toMatchObject({
      code: 'REGISTRY_NAME_UNKNOWN',
      hint: expect.stringContaining('aws ecr create-repository') as string,
    });
    expect(workspace.engine.pushes).toEqual([]);
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
    expect(workspace.publishedTags('base')).toEqual([
      expect.stringMatching(/^k-/),
      'pr-12-dbr17.3',
    ]);
  });

  it('moves floating tags with one PUT each when the content is already there', async () => {
    await workspace.run({ push: true, channel: 'pr-12', flavours: ['base'] });
    workspace.replaceEngine();
    workspace.memory.requests.length = 0;
    await workspace.run({ push: true, flavours: ['base'] });
    expect(workspace.publishedTags('base')).toEqual([
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
    const key =
      workspace.publishedTags('base').find((tag) => tag.startsWith('k-')) ?? '';
    await workspace.publish('team/base', key, 'foreign');
    workspace.replaceEngine();
    const result = await workspace.run({ push: true, flavours: ['base'] });
    expect(errorOf(result, 'base')).toMatchObject({
      code: 'TAG_CONFLICT',
      message: expect.stringContaining(key) as string,
    });
    expect(workspace.publishedTags('base')).toEqual(['a-dbr17.3', key]);
  });

  it('leaves no tag behind when the push breaks, and the next run goes on', async () => {
    workspace.engine.failures.push = () =>
      new BrickyardError('REGISTRY_UNREACHABLE', 'gone');
    const broken = await workspace.run({ push: true, flavours: ['base'] });
    expect(errorOf(broken, 'base')?.code).toBe('REGISTRY_UNREACHABLE');
    expect(workspace.publishedTags('base')).toEqual([]);
    workspace.engine.failures.push = undefined;
    expect(
      statesOf(await workspace.run({ push: true, flavours: ['base'] })),
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
      layers: [
        {
          digest: expect.stringMatching(/^sha256:/) as string,
          unpacked: expect.stringMatching(/^sha256:/) as string,
          size: expect.any(Number) as number,
        },
      ],
      size: expect.any(Number) as number,
      created: expect.any(String) as string,
      sbom: expect.stringMatching(/^sha256:/) as string,
    });
    expect(existsSync(join(workspace.root, 'dist/packages/child'))).toBe(false);
  });
});
