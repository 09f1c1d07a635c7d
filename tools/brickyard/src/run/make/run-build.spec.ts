import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { BrickyardError } from '../../errors';
import { errorOf, statesOf } from '../testing/test-outcomes';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
});

afterEach(() => workspace.close());

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
    expect(statesOf(result)).toEqual({
      base: 'failed',
      child: 'skipped',
      other: 'done',
    });
    expect(errorOf(result, 'base')?.code).toBe('BUILD_FAILED');
  });

  it('builds a child while its reused parent is looked into', async () => {
    await workspace.run();
    rmSync(join(workspace.root, 'dist'), { recursive: true });
    workspace.write('packages/child/requirements.txt', 'scipy\n');
    const lookInto = workspace.engine.container;
    const seen: number[] = [];
    // The parent's container does not end before the child is built.
    workspace.engine.container = async (request) => {
      while (workspace.engine.builds.length < 3)
        await new Promise((resolve) => setImmediate(resolve));
      seen.push(workspace.engine.builds.length);
      return lookInto(request);
    };
    expect(statesOf(await workspace.run())).toEqual({
      base: 'done',
      child: 'done',
    });
    expect(seen).toEqual([3, 3]);
  });

  it('builds a parent that was not asked for, but only when a child needs it', async () => {
    expect(statesOf(await workspace.run({ flavours: ['child'] }))).toEqual({
      base: 'done',
      child: 'done',
    });
    expect(statesOf(await workspace.run({ flavours: ['child'] }))).toEqual({
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

  it('refuses a bad list of R packages that a Dockerfile reads', async () => {
    workspace.write('packages/child/r_packages.sh', 'dplyr=1\n');
    await workspace.run();
    const mount = 'type=bind,source=r_packages.sh,target=/tmp/r.sh';
    const from = `FROM brickyard/base\nRUN --mount=${mount} true\n`;
    workspace.write('packages/child/Dockerfile', from);
    expect(errorOf(await workspace.run(), 'child')).toMatchObject({
      code: 'R_PACKAGES_INVALID',
      problems: [{ place: { file: 'packages/child/r_packages.sh', line: 1 } }],
    });
    expect(workspace.engine.builds).toHaveLength(2);
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
      'REQUIREMENTS_INVALID',
      'packages/child/requirements.txt',
      'pandas==1.0.0\n',
      /requirements\.txt:1: pandas==1.0.0: 17.3-LTS pins pandas==2.2.3/,
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
      'CONTEXT_INVALID',
      'packages/base/Dockerfile',
      'FROM ubuntu:24.04\nCOPY setup.sh /\nCOPY steup.sh /\n',
      /base\/Dockerfile:3.*steup\.sh/,
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
      /base\/Dockerfile:2: .*nowhere:1 .*REGISTRY_UNREACHABLE.*engine has none/,
    ],
  ])(
    'reports %s, and builds what has no part in it',
    async (code, path, text, place) => {
      workspace.write(path, text);
      const [, broken = ''] = path.split('/');
      const error = await workspace.run().then(
        (result) => result.faults.asked[0]?.error ?? errorOf(result, broken),
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({
        code,
        message: expect.stringMatching(place) as string,
      });
      const isBuilt = broken === 'child' && code !== 'PARENT_CYCLE';
      expect(workspace.engine.builds).toHaveLength(isBuilt ? 1 : 0);
    },
  );
});
