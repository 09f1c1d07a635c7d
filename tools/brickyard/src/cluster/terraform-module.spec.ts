import { terraformVariables } from './terraform-variables';
import { namesOf, readModule as read, runTerraform } from './testing/terraform';
import { describeTerraform } from './testing/terraform-contract';
import {
  testCluster,
  type TestClusterChange,
  testDigest,
} from './testing/test-cluster';

describe('terraformVariables', () => {
  const url = 'team.azurecr.io/clusters/popeye';

  it('has a value for every variable of the module', () => {
    expect(terraformVariables(testCluster())).toEqual({
      name: 'popeye-dbr17.3',
      image: {
        url: `${url}:k-0123`,
        digest: testDigest,
        floating_url: `${url}:dbr17.3`,
        spark_versions: ['17.3.x-scala2.13'],
      },
      use_floating_tag: false,
      registry_login: {
        username: '{{secrets/registry/username}}',
        password: '{{secrets/registry/password}}',
      },
      spark_version: '17.3.x-scala2.13',
      data_security_mode: 'SINGLE_USER',
      single_user_name: null,
      node_type_id: 'Standard_D8ds_v5',
      driver_node_type_id: null,
      workers: { min: 1, max: 8 },
      autotermination_minutes: 60,
      spark_conf: {},
      spark_env_vars: {},
      custom_tags: {},
      policy_name: 'popeye-dbr17.3',
      pool: null,
    });
    const declared = namesOf(read('variables.tf'), /^variable "(\w+)"/gm);
    // Pins and permissions are for who applies it.
    expect(declared).toEqual([
      ...Object.keys(terraformVariables(testCluster())),
      'is_pinned',
      'permissions',
    ]);
  });

  it.each<[string, TestClusterChange, object]>([
    [
      'a fixed number',
      { definition: { workers: 4 } },
      { workers: { min: 4, max: 4 } },
    ],
    [
      'a single node',
      { definition: { workers: 0 }, options: {} },
      { workers: { min: 0, max: 0 }, registry_login: null },
    ],
    [
      'a pool without a limit',
      { definition: { pool: { minIdle: 1 } } },
      {
        pool: {
          min_idle_instances: 1,
          max_capacity: null,
          idle_instance_autotermination_minutes: 30,
        },
      },
    ],
  ])('says %s', (_what, change, expected) => {
    expect(terraformVariables(testCluster(change))).toMatchObject(expected);
  });
});

/** Arguments of the provider 1.128.0 that the module may set, by resource. */
const known: Record<string, string[]> = {
  databricks_cluster_policy: ['name', 'description', 'definition'],
  databricks_instance_pool: [
    'instance_pool_name',
    'node_type_id',
    'min_idle_instances',
    'max_capacity',
    'idle_instance_autotermination_minutes',
    'preloaded_spark_versions',
    'preloaded_docker_image',
  ],
  databricks_cluster: [
    'cluster_name',
    'policy_id',
    'spark_version',
    'data_security_mode',
    'single_user_name',
    'autotermination_minutes',
    'spark_conf',
    'spark_env_vars',
    'custom_tags',
    'instance_pool_id',
    'node_type_id',
    'driver_node_type_id',
    'num_workers',
    'autoscale',
    'docker_image',
    'is_pinned',
    'no_wait',
  ],
  'databricks_permissions" "cluster': ['cluster_id', 'access_control'],
  'databricks_permissions" "policy': ['cluster_policy_id', 'access_control'],
  'databricks_permissions" "pool': ['instance_pool_id', 'access_control'],
};

describe('infra/terraform', () => {
  const files = ['main.tf', 'outputs.tf'];
  const resources = read('main.tf')
    .split(/^resource /m)
    .slice(1);

  it.each(Object.entries(known))('sets of %s what it has', (type, names) => {
    const text = resources.find((one) => one.startsWith(`"${type}"`)) ?? '';
    const used = namesOf(
      text,
      /^ {2}(?:dynamic ")?(\w+)"?(?:\s+=| \{$)/gm,
    ).filter((name) => name !== 'count' && name !== 'lifecycle');
    expect([...used].sort()).toEqual([...names].sort());
  });

  it('declares what it uses, and uses what it declares', () => {
    const text = [...files, 'locals.tf'].map(read).join('\n');
    for (const [kind, declared] of [
      ['var', namesOf(read('variables.tf'), /^variable "(\w+)"/gm)],
      ['local', namesOf(read('locals.tf'), /^ {2}(\w+)\s+= /gm)],
    ] as const) {
      const used = namesOf(text, new RegExp(`\\b${kind}\\.(\\w+)`, 'g'));
      expect([...new Set(used)].sort()).toEqual([...declared].sort());
    }
  });

  it('says of each variable and output what it is', () => {
    for (const file of ['variables.tf', 'outputs.tf']) {
      const text = read(file);
      const blocks = namesOf(text, /^(?:variable|output) "(\w+)"/gm);
      const described = namesOf(
        text,
        /^(?:variable|output) "(\w+)" \{\n(?: {2}.*\n)*? {2}description\s+= ".+"/gm,
      );
      expect(described).toEqual(blocks);
    }
  });
});

const terraform = 'terraform';
const isInstalled = runTerraform(terraform, ['version']).status === 0;

(isInstalled ? describe : describe.skip)(
  'infra/terraform, where terraform is installed',
  () => describeTerraform(terraform),
);
