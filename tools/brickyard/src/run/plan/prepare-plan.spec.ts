import { BrickyardError } from '../../errors';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
});

afterEach(() => workspace.close());

describe('plan', () => {
  it('asks one HEAD for each image that the engine lacks, and no GET', async () => {
    workspace.write('profile.json', {});
    workspace.write('images.lock.json', {
      'ubuntu:24.04': await workspace.publishBase('one'),
    });
    await workspace.run({ push: true });
    workspace.replaceEngine();
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

  it('says which steps the engine is too old for, unless # syntax helps', async () => {
    workspace.engine.release = '20.10.5';
    const file = 'packages/child/Dockerfile';
    const text = 'FROM brickyard/base\nRUN <<EOF\nls\nEOF\n';
    workspace.write(file, text);
    await workspace.plan();
    expect(workspace.warnings).toEqual([
      `${file}:2: a heredoc of RUN needs BuildKit 0.10, and Engine 20.10.5 has 0.8: write # syntax=docker/dockerfile:1 in the first line, or use Engine 23.0 or newer`,
    ]);
    workspace.warnings.length = 0;
    workspace.engine.release = '23.0.0';
    await workspace.plan();
    expect(workspace.warnings).toEqual([]);
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

describe('a registry that cannot be asked', () => {
  const unknown = [{ part: 'image', change: 'unknown' }];

  it('is no reason to say that an image was never built', async () => {
    await workspace.memory.close();
    const { images } = await workspace.plan();
    expect(images.map(({ reasons }) => reasons)).toEqual([unknown, unknown]);
  });

  it('may go after the look-up and before the explanation', async () => {
    const path = /manifests/;
    const reply = { status: 403 };
    workspace.memory.fail({ method: 'GET', path, reply, times: 9 });
    const { images } = await workspace.plan();
    expect(images.map(({ reasons }) => reasons)).toEqual([unknown, unknown]);
  });

  it('is not why an image builds whose inputs changed', async () => {
    await workspace.run();
    workspace.write('packages/child/requirements.txt', 'scipy\n');
    workspace.memory.fail({ path: /team/, reply: { status: 403 }, times: 9 });
    const { images } = await workspace.plan();
    expect(images[1]?.reasons).toMatchObject([
      { part: 'context:requirements.txt', change: 'changed' },
    ]);
  });

  it('is warned of once for each reason, with the images it concerns', async () => {
    const reply = { status: 403, body: 'login required' };
    workspace.memory.fail({ path: /team/, reply, times: 9 });
    await workspace.plan();
    const own = workspace.warnings.filter((text) => /as empty/.test(text));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatch(
      /counts as empty for base@17.3-LTS, child@17.3-LTS: HTTP 403/,
    );
  });
});
