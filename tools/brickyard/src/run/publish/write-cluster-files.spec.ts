import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { sourceRoot } from '../../source-root';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await createFamily();
});

afterEach(() => workspace.close());

const cluster = { nodeType: 'i3.xlarge', workers: 2, pool: {} };

function define(definition: object): void {
  // A process reads image.ts once; this one stands for several.
  jest.resetModules();
  const text = `export default ${JSON.stringify(definition)};\n`;
  workspace.write('packages/base/image.ts', text);
}

const push = (change = {}) =>
  workspace.run({ push: true, flavours: ['base'], ...change });
const path = (name: string) => join(workspace.root, 'dist/packages/base', name);
const read = (name: string) => readFileSync(path(name), 'utf8');
/** Without what lies there for other reasons. */
const clusterFiles = () =>
  readdirSync(path('.'))
    .filter((name) => !/^(?:image|inventory|sbom|build)\./.test(name))
    .sort();

describe('docker-push of a flavour with a cluster', () => {
  it('names what it pushed, and its digest', async () => {
    define({ runtimes: ['17.3-LTS'], cluster });
    await push();
    const { tags, digest } = JSON.parse(read('image.json')) as {
      tags: string[];
      digest: string;
    };
    expect(clusterFiles()).toEqual([
      'cluster.bundle.yml',
      'cluster.json',
      'cluster.tfvars.json',
      'job-cluster.bundle.yml',
      'policy.json',
      'pool.bundle.yml',
      'pool.json',
    ]);
    const url = `${workspace.memory.host}/team/base:${tags[0] ?? ''}`;
    expect(JSON.parse(read('cluster.json'))).toMatchObject({
      cluster_name: 'base-dbr17.3',
      docker_image: { url },
      spark_env_vars: { BRICKYARD_IMAGE_DIGEST: digest },
    });
    expect(JSON.parse(read('cluster.tfvars.json'))).toMatchObject({
      image: { url, digest, floating_url: url.replace(/k-.*/, 'dbr17.3') },
    });
  });

  it('writes for each runtime, and leaves alone what already says so', async () => {
    define({ runtimes: ['17.3-LTS', '16.4-LTS'], cluster });
    await push();
    const names = clusterFiles();
    expect(names).toHaveLength(14);
    expect(names).toContain('cluster.16.4-LTS.tfvars.json');
    expect(JSON.parse(read('cluster.16.4-LTS.json'))).toMatchObject({
      spark_version: '16.4.x-scala2.12',
    });
    const { mtimeMs } = statSync(path('cluster.json'));
    await push();
    expect(statSync(path('cluster.json')).mtimeMs).toBe(mtimeMs);
  });

  it('offers the floating tag of its channel', async () => {
    define({ runtimes: ['17.3-LTS'], cluster });
    await push({ channel: 'pr-12' });
    expect(JSON.parse(read('cluster.tfvars.json'))).toMatchObject({
      image: {
        floating_url: `${workspace.memory.host}/team/base:pr-12-dbr17.3`,
      },
    });
  });

  it('says what its options say', async () => {
    const nx = JSON.parse(
      readFileSync(join(workspace.root, 'nx.json'), 'utf8'),
    ) as { plugins: { options: object }[] };
    const registrySecrets = { scope: 'acr' };
    const clusters = { registrySecrets, imageTag: 'floating' };
    Object.assign(nx.plugins[0]?.options ?? {}, { clusters });
    workspace.write('nx.json', nx);
    define({ runtimes: ['17.3-LTS'], cluster });
    await push();
    expect(JSON.parse(read('cluster.json'))).toMatchObject({
      docker_image: {
        url: `${workspace.memory.host}/team/base:dbr17.3`,
        basic_auth: { username: '{{secrets/acr/username}}' },
      },
    });
  });

  it('warns of a registry that no cluster reaches, and of a Beta', async () => {
    const standard = { ...cluster, accessMode: 'standard' };
    define({ runtimes: ['17.3-LTS'], cluster: standard });
    await push();
    expect(workspace.warnings).toEqual([
      expect.stringMatching(/^base@17\.3-LTS: dist.* is on this machine/),
      expect.stringMatching(/^base@17\.3-LTS: custom containers in standard/),
    ]);
  });

  it('takes definitions away that hold no more', async () => {
    define({ runtimes: ['17.3-LTS'], cluster });
    await push();
    define({ runtimes: ['17.3-LTS'] });
    await push();
    expect(clusterFiles()).toEqual([]);
  });

  it('builds nothing for a changed cluster', async () => {
    define({ runtimes: ['17.3-LTS'], cluster });
    await push();
    define({ runtimes: ['17.3-LTS'], cluster: { ...cluster, workers: 5 } });
    await push();
    expect(workspace.engine.builds).toHaveLength(1);
    expect(JSON.parse(read('cluster.json'))).toMatchObject({ num_workers: 5 });
  });

  it('says what has changed since the push before, and what that would do', async () => {
    const said = () =>
      workspace.lines
        .splice(0)
        .filter((line) => line.includes('cluster definition'))
        .map((line) => line.replace(/^.*?(?=; |any more)/, ''));
    const change = async (definition: object) => {
      define({ runtimes: ['17.3-LTS'], ...definition });
      await push();
    };
    await change({ cluster });
    await push();
    await change({ cluster: { ...cluster, workers: 5 } });
    await change({
      cluster: { ...cluster, workers: 5, nodeType: 'i4i.large' },
    });
    workspace.write('packages/base/setup.sh', 'echo other');
    await push();
    workspace.write('dist/packages/base/cluster.json', '{');
    await push();
    await change({});
    await push();
    expect(said()).toEqual([
      '; nothing of a push before lies there to compare it with',
      '; since the push before: as before; on apply: nothing',
      '; since the push before: cluster (num_workers) changed; on apply: resize',
      '; since the push before: pool changed; on apply: new pool, restart',
      '; since the push before: cluster (spark_env_vars, docker_image), policy, pool changed; on apply: new pool, edited policy, restart',
      '; nothing of a push before lies there to compare it with',
      'any more: dist/packages/base/cluster.json is gone, and what was applied of it stays',
    ]);
  });

  it('writes none for a stand-in, and says why', async () => {
    const line = {
      ...(JSON.parse(
        readFileSync(
          join(sourceRoot, 'runtime/catalogue/17.3-LTS.json'),
          'utf8',
        ),
      ) as object),
      name: 'lab',
      databricks: false,
      sparkVersions: undefined,
    };
    workspace.write('runtimes/lab.json', line);
    workspace.write('profile.json', {
      runtime: 'lab',
      runtimes: 'runtimes',
      substitutes: {
        'ubuntu:24.04': `${workspace.memory.host}/base/ubuntu:24.04`,
      },
    });
    define({ runtimes: ['17.3-LTS'], cluster });
    await push();
    expect(clusterFiles()).toEqual([]);
    expect(existsSync(path('image.json'))).toBe(true);
    expect(workspace.lines).toContain(
      'base@lab has no cluster definition: lab is not a Databricks runtime, so no cluster starts on its images',
    );
  });
});

describe('clusters that share a name', () => {
  it('are refused, with both of their lines', async () => {
    const shared = { ...cluster, policy: 'shared' };
    define({ runtimes: ['17.3-LTS', '16.4-LTS'], cluster: shared });
    workspace.write(
      'packages/child/image.ts',
      [
        'export default {',
        "  runtimes: ['17.3-LTS'],",
        '  cluster: {',
        "    nodeType: 'i3.xlarge',",
        "    policy: 'shared',",
        '  },',
        '};',
      ].join('\n'),
    );
    const refusal = {
      code: 'FLAVOUR_INVALID',
      message:
        'packages/child/image.ts:5: cluster.policy: shared-dbr17.3 is the policy of base, too, and each would fix its own image there',
    };
    await expect(workspace.plan(['child'])).rejects.toMatchObject(refusal);
    await expect(workspace.plan()).rejects.toMatchObject({
      message: expect.stringMatching(/base.*\n.*child/) as string,
    });
  });

  it('may each have a policy of its own', async () => {
    const shared = { ...cluster, policy: 'shared' };
    define({ runtimes: ['17.3-LTS'], cluster: shared });
    workspace.write(
      'packages/child/image.ts',
      `export default ${JSON.stringify({ runtimes: ['17.3-LTS'], cluster: { ...cluster, policy: 'other' } })};`,
    );
    await expect(workspace.plan()).resolves.toBeDefined();
  });
});

describe('a cluster that would not start', () => {
  it('is refused before anything is built, with its line', async () => {
    workspace.write(
      'packages/base/image.ts',
      [
        'export default {',
        "  runtimes: ['17.3-LTS'],",
        "  languages: ['r'],",
        '  cluster: {',
        "    nodeType: 'm6g.large',",
        "    accessMode: 'standard',",
        '    sparkConf: {',
        "      'spark.master': 'local',",
        '    },',
        '  },',
        '};',
      ].join('\n'),
    );
    await expect(push()).rejects.toMatchObject({
      code: 'FLAVOUR_INVALID',
      message: expect.stringMatching(
        /^packages\/base\/image\.ts:5: cluster\.nodeType: m6g.*\npackages\/base\/image\.ts:6: cluster\.accessMode: R does not run.*\npackages\/base\/image\.ts:8: cluster\.sparkConf: spark\.master: is decided by/,
      ) as string,
    });
    expect(workspace.engine.builds).toEqual([]);
    await expect(workspace.plan(['base'])).rejects.toMatchObject({
      code: 'FLAVOUR_INVALID',
    });
  });

  it('is refused for a library', async () => {
    workspace.write(
      'packages/base/Dockerfile',
      'FROM scratch\nCOPY setup.sh /\n',
    );
    define({ runtimes: ['17.3-LTS'], cluster });
    await expect(workspace.plan(['base'])).rejects.toMatchObject({
      message:
        'packages/base/image.ts:1: cluster: a library ends FROM scratch, and no cluster starts on it',
    });
  });
});
