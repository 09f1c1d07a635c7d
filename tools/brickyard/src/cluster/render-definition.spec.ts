import * as v from 'valibot';

import { clusterFileNames } from './cluster-file-names';
import type { PolicyRule } from './policy-body';
import { renderDefinition } from './render-definition';
import { renderedJson as json } from './testing/rendered';
import {
  testCluster,
  type TestClusterChange,
  testDigest,
} from './testing/test-cluster';

const url = 'team.azurecr.io/clusters/popeye:k-0123';
const floating = 'team.azurecr.io/clusters/popeye:dbr17.3';
const login = {
  username: '{{secrets/registry/username}}',
  password: '{{secrets/registry/password}}',
};
const whole: TestClusterChange['definition'] = {
  driverNodeType: 'Standard_D4ds_v5',
  user: 'ada@example.com',
  sparkConf: { 'spark.sql.shuffle.partitions': '64' },
  environment: { LANG: 'C.UTF-8' },
  tags: { team: 'modelling' },
  autoterminationMinutes: 30,
};

describe('cluster.json', () => {
  it('is the body that creates a cluster', () => {
    expect(json('cluster.json', { definition: whole })).toEqual({
      cluster_name: 'popeye-dbr17.3',
      autotermination_minutes: 30,
      spark_version: '17.3.x-scala2.13',
      node_type_id: 'Standard_D8ds_v5',
      driver_node_type_id: 'Standard_D4ds_v5',
      autoscale: { min_workers: 1, max_workers: 8 },
      data_security_mode: 'SINGLE_USER',
      single_user_name: 'ada@example.com',
      spark_conf: { 'spark.sql.shuffle.partitions': '64' },
      spark_env_vars: {
        LANG: 'C.UTF-8',
        BRICKYARD_IMAGE_DIGEST: testDigest,
      },
      custom_tags: { team: 'modelling' },
      docker_image: { url, basic_auth: login },
    });
  });

  it.each<[string, TestClusterChange, object]>([
    [
      'a fixed number of workers',
      { definition: { workers: 4 } },
      { num_workers: 4 },
    ],
    [
      'a single node',
      { definition: { workers: 0, tags: { team: 'a' } } },
      {
        num_workers: 0,
        spark_conf: {
          'spark.databricks.cluster.profile': 'singleNode',
          'spark.master': 'local[*]',
        },
        custom_tags: { team: 'a', ResourceClass: 'SingleNode' },
      },
    ],
    [
      'standard access mode',
      { definition: { accessMode: 'standard' } },
      { data_security_mode: 'USER_ISOLATION' },
    ],
    [
      'Docker Hub, as its users write it',
      { registry: 'docker.io' },
      { docker_image: { url: 'clusters/popeye:k-0123', basic_auth: login } },
    ],
    ['a registry without a login', { options: {} }, { docker_image: { url } }],
    [
      'other keys of the secrets, and no end for want of work',
      {
        options: {
          registrySecrets: { scope: 's', usernameKey: 'u', passwordKey: 'p' },
          autoterminationMinutes: 0,
        },
      },
      {
        autotermination_minutes: 0,
        docker_image: {
          url,
          basic_auth: {
            username: '{{secrets/s/u}}',
            password: '{{secrets/s/p}}',
          },
        },
      },
    ],
    [
      'another line',
      { line: '16.4-LTS' },
      { cluster_name: 'popeye-dbr16.4', spark_version: '16.4.x-scala2.12' },
    ],
  ])('takes %s', (_what, change, expected) => {
    expect(json('cluster.json', change)).toMatchObject(expected);
  });

  it('names the floating tag for who wants the latest at start, and no digest', () => {
    const body = json('cluster.json', { options: { imageTag: 'floating' } });
    expect(body).toMatchObject({ docker_image: { url: floating } });
    expect(JSON.stringify(body)).not.toContain(testDigest);
  });

  it('says either autoscale or num_workers', () => {
    expect(json('cluster.json')).not.toHaveProperty('num_workers');
    expect(
      json('cluster.json', { definition: { workers: 2 } }),
    ).not.toHaveProperty('autoscale');
  });
});

/** `spark_env_vars.X` of a body; no key that a policy names has a dot of its own. */
function valueAt(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      body,
    );
}

describe('policy.json', () => {
  const policy = (change?: TestClusterChange) => {
    const { definition, ...rest } = json('policy.json', change) as {
      name: string;
      definition: string;
    };
    return { ...rest, definition: JSON.parse(definition) as object };
  };

  it('fixes image, runtime and access mode together', () => {
    expect(policy()).toEqual({
      name: 'popeye-dbr17.3',
      description: `popeye-dbr17.3: ${testDigest}`,
      definition: {
        spark_version: { type: 'fixed', value: '17.3.x-scala2.13' },
        data_security_mode: { type: 'fixed', value: 'SINGLE_USER' },
        'docker_image.url': { type: 'fixed', value: url },
        'docker_image.basic_auth.username': {
          type: 'fixed',
          value: login.username,
          hidden: true,
        },
        'docker_image.basic_auth.password': {
          type: 'fixed',
          value: login.password,
          hidden: true,
        },
        'spark_env_vars.BRICKYARD_IMAGE_DIGEST': {
          type: 'fixed',
          value: testDigest,
        },
      },
    });
  });

  it('forbids a digest that a tag which moves would make untrue', () => {
    const options = { imageTag: 'floating' as const };
    expect(policy({ options }).definition).toMatchObject({
      'spark_env_vars.BRICKYARD_IMAGE_DIGEST': { type: 'forbidden' },
    });
  });

  it.each<TestClusterChange>([
    {},
    { options: { imageTag: 'floating' } },
    { definition: { accessMode: 'standard', pool: {} }, options: {} },
  ])('fixes nothing that the cluster leaves open: %j', (change) => {
    const cluster = json('cluster.json', change);
    const rules = policy(change).definition as Record<string, PolicyRule>;
    for (const [path, rule] of Object.entries(rules)) {
      const value = 'value' in rule ? rule.value : undefined;
      expect([path, valueAt(cluster, path)]).toEqual([path, value]);
    }
  });

  it('has a name for each line', () => {
    const options = { policyPrefix: 'team-' };
    const names = ['17.3-LTS', '16.4-LTS'].map(
      (line) => policy({ definition: { policy: 'model' }, options, line }).name,
    );
    expect(names).toEqual(['team-model-dbr17.3', 'team-model-dbr16.4']);
  });
});

/** The API's fields for it, databricks.md §3: `basic_auth` is complete or left out. */
const dockerImage = v.strictObject({
  url: v.string(),
  basic_auth: v.optional(
    v.strictObject({ username: v.string(), password: v.string() }),
  ),
});
const strings = v.record(v.string(), v.string());
const facts = v.strictObject({
  cluster_name: v.string(),
  spark_version: v.string(),
  node_type_id: v.optional(v.string()),
  driver_node_type_id: v.optional(v.string()),
  num_workers: v.optional(v.number()),
  autoscale: v.optional(
    v.strictObject({ min_workers: v.number(), max_workers: v.number() }),
  ),
  autotermination_minutes: v.number(),
  data_security_mode: v.picklist(['SINGLE_USER', 'USER_ISOLATION']),
  single_user_name: v.optional(v.string()),
  spark_conf: v.optional(strings),
  spark_env_vars: v.optional(strings),
  custom_tags: v.optional(strings),
  docker_image: dockerImage,
});

describe('every body', () => {
  it.each<TestClusterChange>([
    {},
    { definition: whole },
    { definition: { workers: 0, accessMode: 'standard' }, options: {} },
    { options: { imageTag: 'floating' } },
  ])('has fields that the API knows and no other: %j', (change) => {
    const body: unknown = json('cluster.json', change);
    expect(v.safeParse(facts, body).issues).toBeUndefined();
  });

  it('refers to the secrets of the registry in each file', () => {
    const options = {
      registrySecrets: { scope: 'registry' },
      bundlePolicies: true,
    };
    const files = renderDefinition(
      testCluster({ definition: { pool: {} }, options }),
    );
    expect(files.map(({ name }) => name)).toEqual([...clusterFileNames]);
    for (const { text: content } of files) {
      expect(content).toContain(login.username);
      expect(content).toContain(login.password);
    }
  });
});
