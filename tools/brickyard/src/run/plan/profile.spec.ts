import { rootCertificates } from 'node:tls';

import { BrickyardError, problemsError } from '../../errors';
import { errorOf } from '../testing/test-outcomes';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';

const [certificate = ''] = rootCertificates;
const flags = /RUN --mount=type=secret,id=brickyard-ca-certificates\S+ /;
let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
  workspace.write(
    'packages/base/Dockerfile',
    'FROM ubuntu:24.04\nARG PIP_INDEX_URL\nRUN pip\n',
  );
});
afterEach(() => workspace.close());

function setProfile(change: object): void {
  const { host } = workspace.memory;
  const substitutes = { 'ubuntu:24.04': `${host}/base/ubuntu:24.04` };
  workspace.write('profile.json', { substitutes, ...change });
}

async function keys(): Promise<string[]> {
  return (await workspace.plan()).images.map(({ key }) => key);
}

describe('mirrors of a profile', () => {
  const mirrors = {
    pip: 'https://mirror.example/simple',
    cran: 'https://mirror.example/cran',
  };

  it('reach the builds that declare them', async () => {
    setProfile({ mirrors });
    await workspace.run();
    expect(workspace.engine.builds.map(({ buildArgs }) => buildArgs)).toEqual([
      { PIP_INDEX_URL: mirrors.pip },
      {},
    ]);
  });

  it('make no other image: what is built elsewhere is reused', async () => {
    const before = await keys();
    await workspace.run();
    setProfile({ mirrors });
    expect(await keys()).toEqual(before);
    await workspace.run();
    expect(workspace.engine.builds).toHaveLength(2);
    const { labels } = workspace.engine.builds[0] ?? {};
    expect(JSON.stringify(labels)).not.toContain('mirror.example');
  });

  it('give way to what image.ts says', async () => {
    setProfile({ mirrors });
    workspace.write(
      'packages/base/image.ts',
      `export default { runtimes: ['17.3-LTS'], args: { PIP_INDEX_URL: 'https://own.example' } };\n`,
    );
    await workspace.run();
    expect(workspace.engine.builds[0]?.buildArgs).toEqual({
      PIP_INDEX_URL: 'https://own.example',
    });
  });
});

describe('a step that fails at a mirror', () => {
  it.each([
    ['cannot reach mirror.example:443', /^by the mirrors .* is https:\/\/m/],
    ['exit code 1', undefined],
  ])('%s: has the hint %s', async (message, hint) => {
    setProfile({ mirrors: { pip: 'https://mirror.example/simple' } });
    workspace.engine.failures.build = () =>
      new BrickyardError('BUILD_FAILED', message);
    const error = errorOf(await workspace.run(), 'base');
    expect(error).toMatchObject({ code: 'BUILD_FAILED', message });
    expect(error?.hint ?? '').toMatch(hint ?? /^$/);
  });
});

describe('the build network of a profile', () => {
  it.each([[undefined], ['host']])('%s is what steps get', async (network) => {
    setProfile({ buildNetwork: network });
    await workspace.run();
    expect(workspace.engine.builds[0]?.network).toBe(network);
  });
});

describe('certificates of a profile', () => {
  it('are mounted in each step, beside the public roots', async () => {
    workspace.write('corporate.pem', certificate);
    setProfile({ caCertificates: ['corporate.pem'] });
    await workspace.run();
    const [base, child] = workspace.engine.builds;
    expect(String(base?.context)).toMatch(flags);
    expect(String(base?.context)).toContain(
      '\nARG SSL_CERT_FILE=/dev/brickyard/ca-certificates.crt ',
    );
    expect(String(child?.context)).not.toMatch(flags);
    const files = Object.entries(base?.extension?.files ?? {});
    expect(files.map(([id]) => id)).toEqual([
      'brickyard-ca-certificates',
      'brickyard-apt-config',
    ]);
    const bundle = String(files[0]?.[1]);
    expect(bundle.split('BEGIN CERTIFICATE')).toHaveLength(
      rootCertificates.length + 2,
    );
    expect(bundle.endsWith(`${certificate.trim()}\n`)).toBe(true);
  });

  it('change neither key nor what messages show', async () => {
    const before = await keys();
    workspace.write('corporate.pem', certificate);
    setProfile({ caCertificates: ['corporate.pem'] });
    expect(await keys()).toEqual(before);
    await workspace.run();
    const [base] = workspace.engine.builds;
    expect(base?.dockerfileSource?.text).toMatch(
      /^FROM \S+@sha256:\w+\nARG PIP_INDEX_URL\nRUN pip\n$/,
    );
  });

  it('leave a build alone where there are none', async () => {
    await workspace.run();
    const [base] = workspace.engine.builds;
    expect(base?.extension).toBeUndefined();
    expect(String(base?.context)).toContain('\nRUN pip\n');
  });

  it('are content of an image that copies them', async () => {
    workspace.write(
      'packages/child/Dockerfile',
      'FROM brickyard/base\nCOPY .brickyard*/ca-certificates/*.crt /usr/local/share/ca-certificates/\n',
    );
    const before = await keys();
    workspace.write('corporate.pem', certificate);
    setProfile({ caCertificates: ['corporate.pem'] });
    const { images } = await workspace.plan();
    expect(images[0]?.key).toBe(before[0]);
    expect(images[1]?.key).not.toBe(before[1]);
    await workspace.run();
    const context = String(workspace.engine.builds[1]?.context);
    expect(context).toContain('.brickyard/ca-certificates/profile-1.crt');
    expect(context).toContain(certificate);
  });

  it.each(['plan', 'run'] as const)(
    'are refused by %s when they are none',
    async (what) => {
      setProfile({ caCertificates: ['missing.pem'] });
      await expect((async () => workspace[what]())()).rejects.toMatchObject({
        code: 'OPTIONS_INVALID',
        message: 'missing.pem: does not exist',
      });
    },
  );

  it('turns what the engine says of a line into the line on disk', async () => {
    workspace.write('corporate.pem', certificate);
    setProfile({ caCertificates: ['corporate.pem'] });
    workspace.engine.failures.build = () =>
      problemsError('DOCKERFILE_INVALID', [
        { place: { file: 'packages/base/Dockerfile', line: 4 }, message: 'x' },
      ]);
    expect(errorOf(await workspace.run(), 'base')).toMatchObject({
      code: 'DOCKERFILE_INVALID',
      message: 'packages/base/Dockerfile:3: x',
    });
  });
});

describe('runtimes side by side', () => {
  beforeEach(() => {
    for (const name of ['base', 'child']) {
      workspace.write(
        `packages/${name}/image.ts`,
        `export default { runtimes: ['17.3-LTS', '16.4-LTS'] };\n`,
      );
    }
  });

  it('are images with tags of their own, on parents of their own', async () => {
    await workspace.run({ push: true, channel: 'pr-12' });
    expect(workspace.publishedTags('child')).toEqual([
      expect.stringMatching(/^k-/),
      expect.stringMatching(/^k-/),
      'pr-12-dbr16.4',
      'pr-12-dbr17.3',
    ]);
    const builds = workspace.engine.builds.filter(({ tags }) =>
      tags[0]?.includes('/child:'),
    );
    for (const { labels, context } of builds) {
      const parent = workspace.engine.builds.find((build) => {
        return (
          build.labels['brickyard.runtime'] === labels['brickyard.runtime'] &&
          build.tags[0]?.includes('/base:')
        );
      });
      expect(String(context)).toContain(`FROM ${parent?.tags[0]}\n`);
    }
    const local = builds.map(({ tags }) => tags.slice(1)).sort();
    expect(local).toEqual([
      ['brickyard/child:dbr16.4'],
      ['brickyard/child:dbr17.3', 'brickyard/child:latest'],
    ]);
  });

  it('are built one at a time when one is asked for', async () => {
    await workspace.run({ flavours: ['child'], runtimes: ['16.4-LTS'] });
    expect(workspace.engine.builds.map(({ tags }) => tags.at(-1))).toEqual([
      'brickyard/base:dbr16.4',
      'brickyard/child:dbr16.4',
    ]);
  });
});
