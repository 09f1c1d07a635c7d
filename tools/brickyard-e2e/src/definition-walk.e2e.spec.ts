import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findDatabricksPython } from './databricks/databricks-python';
import { DatabricksStandIn } from './databricks/databricks-stand-in';
import { expectSuccess } from './expectations';
import { repositoryRoot } from './repository-root';
import { RunningCommand } from './running-command';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

/** Of the last pushes: what an artefact store of a team would keep. */
const kept = mkdtempSync(join(tmpdir(), 'brickyard-pushes-'));
let bed: TestBed;
let standIn: DatabricksStandIn;

beforeAll(async () => {
  bed = await TestBed.open();
  standIn = await DatabricksStandIn.start();
  const { substitutes } = readPlaceProfile(process.env);
  bed.workspace.write('profile.json', { substitutes });
  define({ nodeType: 'Standard_D8ds_v5', pool: {} }, 'one');
  await push('first');
});
afterAll(async () => {
  rmSync(kept, { recursive: true });
  await standIn?.close();
  await bed?.close();
});

function define(cluster: object, content: string): void {
  const { id } = bed.workspace;
  const image = { runtimes: ['17.3-LTS', '16.4-LTS'], cluster };
  bed.workspace.addFlavour('popeye', {
    Dockerfile: `FROM ubuntu:24.04\nARG DATABRICKS_RUNTIME\nRUN echo ${id} ${content} > /popeye\n`,
    'image.ts': `export default ${JSON.stringify(image)};\n`,
  });
}

/** Builds and pushes, and keeps what was written under that name. */
async function push(name: string): Promise<string> {
  bed.workspace.commit(name);
  const answer = await bed.workspace.nx(['docker-push', 'popeye']);
  expectSuccess(answer);
  const dist = join(bed.workspace.root, 'dist/packages/popeye');
  cpSync(dist, join(kept, name), { recursive: true });
  return answer.output;
}

/** The script on one push's files, with the real client; what it says, without ids. */
async function apply(
  name: string,
  ...words: string[]
): Promise<{ status: number; text: string }> {
  const script = join(repositoryRoot, 'infra/databricks/apply.py');
  const line = [script, join(kept, name), ...words];
  const env = { PATH: process.env['PATH'], ...standIn.environment };
  const program = new RunningCommand([findDatabricksPython(), ...line], {
    env,
  });
  // The stand-in is in this process, which must not wait.
  const { status, output } = await program.finished;
  const text = output.trim().replace(/-[0-9a-f]{12}\b/g, '-<hash>');
  return { status, text };
}

const ada = '--user=ada@example.com';

describe('a definition, applied by infra/databricks/apply.py', () => {
  it('asks who a dedicated cluster is for, before it does anything', async () => {
    const { status, text } = await apply('first');
    expect([status, text]).toEqual([
      1,
      'a dedicated cluster is for one user or service principal: say who with --user',
    ]);
    expect(standIn.writes).toEqual([]);
  });

  it('makes policy, pool and cluster the first time, and nothing the second', async () => {
    expect((await apply('first', ada)).text.split('\n')).toEqual([
      'policy popeye-dbr17.3 created: policy-1',
      'pool popeye-dbr17.3-<hash> created: instance_pool-1',
      'cluster popeye-dbr17.3 created, and starts: cluster-1',
    ]);
    expect(standIn.clusters.only()).toMatchObject({
      policy_id: 'policy-1',
      instance_pool_id: 'instance_pool-1',
      single_user_name: 'ada@example.com',
    });
    standIn.writes.length = 0;
    expect((await apply('first', ada)).text.split('\n')).toEqual([
      'policy popeye-dbr17.3 unchanged: policy-1',
      'pool popeye-dbr17.3-<hash> unchanged: instance_pool-1',
      'cluster popeye-dbr17.3 unchanged, RUNNING: cluster-1',
    ]);
    expect(standIn.writes).toEqual([]);
  });

  it('edits them after the next push, which said so', async () => {
    define({ nodeType: 'Standard_E8ds_v5', pool: {}, workers: 2 }, 'two');
    expect(await push('second')).toContain(
      'policy, pool changed; on apply: new pool, edited policy, restart',
    );
    expect((await apply('second', ada)).text.split('\n')).toEqual([
      'policy popeye-dbr17.3 edited: policy-1',
      'pool popeye-dbr17.3-<hash> created: instance_pool-2',
      'cluster popeye-dbr17.3 edited, and restarts: cluster-1',
      'pool popeye-dbr17.3-<hash> is of an earlier image: databricks instance-pools delete instance_pool-1',
    ]);
    expect(standIn.clusters.restarts.get('cluster-1')).toBe(1);
    expect(standIn.clusters.only()).toMatchObject({
      instance_pool_id: 'instance_pool-2',
      num_workers: 2,
    });
  });

  it('changes no more workers than it must, without a restart', async () => {
    define({ nodeType: 'Standard_E8ds_v5', pool: {}, workers: 5 }, 'two');
    expect(await push('third')).toContain('on apply: resize');
    expect((await apply('third', ada)).text).toContain(
      'cluster popeye-dbr17.3 resized: cluster-1',
    );
    expect(standIn.clusters.restarts.get('cluster-1')).toBe(1);
  });

  it('goes back with the files of the first push', async () => {
    const first = standIn.pools.names();
    expect((await apply('first', ada)).text.split('\n').slice(0, 3)).toEqual([
      'policy popeye-dbr17.3 edited: policy-1',
      'pool popeye-dbr17.3-<hash> unchanged: instance_pool-1',
      'cluster popeye-dbr17.3 edited, and restarts: cluster-1',
    ]);
    expect(standIn.pools.names()).toEqual(first);
    expect(standIn.clusters.only()).toMatchObject({ num_workers: 0 });
  });

  it('goes back with a pool that is no longer there', async () => {
    const pools = [...standIn.pools.kept];
    standIn.pools.kept.delete('instance_pool-2');
    expect((await apply('second', ada)).text).toContain(
      'created: instance_pool-3',
    );
    expect(standIn.pools.names()).toHaveLength(pools.length);
  });

  it('has another cluster for another line', async () => {
    expect((await apply('third', ada, '--line=16.4-LTS')).text).toContain(
      'cluster popeye-dbr16.4 created, and starts: cluster-2',
    );
    standIn.clusters.kept.delete('cluster-2');
  });

  it('waits for no cluster that cannot be edited', async () => {
    standIn.clusters.set('cluster-1', { state: 'PENDING' });
    const { status, text } = await apply('first', ada);
    expect(status).toBe(1);
    expect(text).toContain(
      'popeye-dbr17.3 (cluster-1) is PENDING, and can be edited once it is RUNNING or TERMINATED',
    );
    standIn.clusters.set('cluster-1', { state: 'TERMINATED' });
    expect((await apply('first', ada)).text).toContain(
      'edited, and stays TERMINATED',
    );
  });

  it('leaves alone a policy that somebody else wrote', async () => {
    const [[id, policy]] = [...standIn.policies.kept] as [[string, object]];
    standIn.policies.kept.set(id, { ...policy, description: 'by hand' });
    standIn.writes.length = 0;
    const { status, text } = await apply('first', ada);
    expect([status, text]).toEqual([
      1,
      expect.stringContaining(
        'popeye-dbr17.3 is a policy that Brickyard did not write (policy-1)',
      ),
    ]);
    expect(standIn.writes).toEqual([]);
    expect((await apply('first', ada, '--adopt')).text).toContain(
      'edited: policy-1',
    );
  });

  it('touches no cluster on a guess', async () => {
    const cluster = standIn.clusters.only();
    const docker_image = { url: 'other/image:1' };
    standIn.clusters.kept.set('cluster-9', {
      ...cluster,
      cluster_id: 'cluster-9',
    });
    standIn.writes.length = 0;
    expect((await apply('first', ada)).text).toBe(
      '2 clusters are called popeye-dbr17.3: choose one with --cluster-id: cluster-1, cluster-9',
    );
    expect((await apply('first', ada, '--cluster-id=cluster-1')).status).toBe(
      0,
    );
    standIn.clusters.kept.delete('cluster-9');
    standIn.clusters.set('cluster-1', { docker_image });
    expect((await apply('first', ada)).text).toBe(
      'popeye-dbr17.3 runs another image, other/image: if it is the one, say so with --cluster-id=cluster-1',
    );
    expect(standIn.writes).toEqual([]);
  });

  it('says that there is no definition', async () => {
    const { status, text } = await apply('first', ada, '--line=15.4-LTS');
    expect([status, text]).toEqual([
      1,
      expect.stringMatching(/has no definition for this line: push the image/),
    ]);
  });
});
