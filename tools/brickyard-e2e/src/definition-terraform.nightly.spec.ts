import { terraformVariables } from '../../brickyard/src/cluster/terraform-variables';
import { describeTerraform } from '../../brickyard/src/cluster/testing/terraform-contract';
import {
  testCluster,
  type TestClusterChange,
} from '../../brickyard/src/cluster/testing/test-cluster';
import { DatabricksStandIn } from './databricks/databricks-stand-in';
import { findProvider, ProviderBed } from './databricks/provider-bed';
import { findTofu } from './databricks/tofu-program';
import { expectSuccess } from './expectations';

const tofu = findTofu();
const provider = findProvider();

describe('infra/terraform, read by OpenTofu', () => describeTerraform(tofu));

const withPool: TestClusterChange = {
  definition: { pool: {}, user: 'ada@example.com' },
};
const second = { tag: 'k-4567', digest: `sha256:${'f'.repeat(64)}` };
const variables = (change: TestClusterChange, more: object = {}) => ({
  ...terraformVariables(testCluster({ ...withPool, ...change })),
  ...more,
});

let standIn: DatabricksStandIn;
let bed: ProviderBed;
beforeEach(async () => {
  standIn = await DatabricksStandIn.start();
  if (provider) bed = new ProviderBed(tofu, provider, standIn);
});
afterEach(async () => {
  bed?.close();
  await standIn.close();
});

async function apply(values: object): Promise<string> {
  const answer = await bed.run('apply', values);
  expectSuccess(answer);
  return answer.output;
}

async function plan(values: object): Promise<string> {
  const answer = await bed.run('plan', values);
  expectSuccess(answer);
  return answer.output;
}

const title = provider
  ? "Databricks' provider, against a stand-in for the API"
  : "not run, for want of the provider (BRICKYARD_DATABRICKS_PROVIDER): Databricks' provider, against a stand-in";

(provider ? describe : describe.skip)(title, () => {
  it('finds the module valid', async () => {
    expect((await bed.run('validate')).output).toContain(
      'The configuration is valid',
    );
  });

  it('has nothing to do after it was applied', async () => {
    await apply(variables({}));
    expect(await plan(variables({}))).toContain('No changes.');
  });

  it('refuses a dedicated cluster without a user', async () => {
    const { status, output } = await bed.run(
      'plan',
      variables({}, { single_user_name: null }),
    );
    expect(status).toBe(1);
    expect(output).toContain('A dedicated cluster is for one user');
    expect(standIn.writes).toEqual([]);
  });

  it('keeps a cluster whose image does not start', async () => {
    standIn.clusters.next = 'TERMINATED';
    expect(await apply(variables({}))).toContain('Apply complete!');
    expect(standIn.clusters.only()).toMatchObject({ state: 'TERMINATED' });
  });

  it.each<[string, TestClusterChange, object]>([
    ['an image', { image: second }, {}],
    ['a node type', { definition: { pool: {}, nodeType: 'i3.xlarge' } }, {}],
    ['a login', { options: {} }, {}],
    ['a registry', { registry: 'other.azurecr.io' }, {}],
    ['a tag that moves', { options: { imageTag: 'floating' } }, {}],
    ['a variable by hand', {}, { use_floating_tag: true }],
  ])('makes a pool for %s, and goes back', async (_what, change, more) => {
    const ada = { single_user_name: 'ada@example.com' };
    await apply(variables({}, ada));
    const [first] = standIn.pools.names();
    await apply(variables(change, { ...ada, ...more }));
    const [next, ...others] = standIn.pools.names();
    expect([next === first, others]).toEqual([false, []]);
    await apply(variables({}, ada));
    expect(standIn.pools.names()).toEqual([first]);
    expect(standIn.clusters.kept.size).toBe(1);
    expect(await plan(variables({}, ada))).toContain('No changes.');
  });

  it('edits a pool in what can be edited', async () => {
    await apply(variables({}));
    const pool = { pool: { min_idle_instances: 2 } };
    expect(await apply(variables({}, pool))).toContain('0 added, 1 changed');
  });

  it('pins and permits, and takes it back', async () => {
    const team = { group_name: 'data-team' };
    const more = {
      is_pinned: true,
      permissions: {
        cluster: [{ ...team, permission_level: 'CAN_ATTACH_TO' }],
        policy: [{ ...team, permission_level: 'CAN_USE' }],
        pool: [{ ...team, permission_level: 'CAN_ATTACH_TO' }],
      },
    };
    await apply(variables({}, more));
    expect(standIn.writes).toContain('POST /api/2.1/clusters/pin');
    expect(await plan(variables({}, more))).toContain('No changes.');
    await apply(variables({}));
    expect(standIn.writes).toContain('POST /api/2.1/clusters/unpin');
  });
});
