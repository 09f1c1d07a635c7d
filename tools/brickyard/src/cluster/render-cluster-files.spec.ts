import * as v from 'valibot';
import { parse } from 'yaml';

import { clusterFileNames } from './cluster-file-names';
import { renderClusterFiles } from './render-cluster-files';
import {
  testCluster,
  type TestClusterChange,
  testDigest,
} from './testing/test-cluster';

const json = (
  name: (typeof clusterFileNames)[number],
  change?: TestClusterChange,
) =>
  JSON.parse(renderClusterFiles(testCluster(change))[name] ?? 'null') as never;
const text = (
  name: (typeof clusterFileNames)[number],
  change?: TestClusterChange,
) => renderClusterFiles(testCluster(change))[name];

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

describe('job-cluster.bundle.yml', () => {
  it('is a variable for new_cluster, without name and end', () => {
    const { variables } = parse(text('job-cluster.bundle.yml') ?? '') as {
      variables: Record<string, { type: string; default: object }>;
    };
    const { cluster_name, autotermination_minutes, ...rest } = json(
      'cluster.json',
    ) as Record<string, unknown>;
    expect([cluster_name, autotermination_minutes]).toHaveLength(2);
    expect(variables['popeye_dbr17_3']).toEqual({
      description: 'new_cluster of a job on popeye, 17.3-LTS',
      type: 'complex',
      default: rest,
    });
  });
});

describe('cluster.bundle.yml', () => {
  it('is a resource, and says which content the tag is', () => {
    expect(text('cluster.bundle.yml')).toBe(`# ${url} is ${testDigest}
# ${floating} is always the latest at start
resources:
  clusters:
    popeye_dbr17_3:
      cluster_name: popeye-dbr17.3
      autotermination_minutes: 60
      spark_version: 17.3.x-scala2.13
      node_type_id: Standard_D8ds_v5
      autoscale:
        min_workers: 1
        max_workers: 8
      data_security_mode: SINGLE_USER
      spark_env_vars:
        BRICKYARD_IMAGE_DIGEST: ${testDigest}
      docker_image:
        url: ${url}
        basic_auth:
          username: "{{secrets/registry/username}}"
          password: "{{secrets/registry/password}}"
`);
  });

  it('reads as the body of the API', () => {
    for (const definition of [whole, { workers: 0 }]) {
      const { resources } = parse(
        text('cluster.bundle.yml', { definition }) ?? '',
      ) as { resources: { clusters: Record<string, object> } };
      expect(resources.clusters['popeye_dbr17_3']).toEqual(
        json('cluster.json', { definition }),
      );
    }
  });

  it('says that a floating tag moves', () => {
    const options = { imageTag: 'floating' as const };
    expect(text('cluster.bundle.yml', { options })).toMatch(
      `# ${floating}: whatever it stands for when a cluster starts; now ${testDigest}\nresources:`,
    );
  });
});

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
      },
    });
  });

  it('has a name for each line', () => {
    const options = { policyPrefix: 'team-' };
    const names = ['17.3-LTS', '16.4-LTS'].map(
      (line) => policy({ definition: { policy: 'model' }, options, line }).name,
    );
    expect(names).toEqual(['team-model-dbr17.3', 'team-model-dbr16.4']);
  });
});

describe('pool.json', () => {
  it('is there when a pool is asked for', () => {
    expect(text('pool.json')).toBeUndefined();
    expect(json('pool.json', { definition: { pool: {} } })).toEqual({
      instance_pool_name: 'popeye-dbr17.3-k-0123',
      node_type_id: 'Standard_D8ds_v5',
      min_idle_instances: 0,
      idle_instance_autotermination_minutes: 30,
      preloaded_spark_versions: ['17.3.x-scala2.13'],
      preloaded_docker_images: [{ url, basic_auth: login }],
    });
  });

  it('preloads what the cluster names', () => {
    const pool = { minIdle: 2, maxCapacity: 10, idleMinutes: 0 };
    const options = { imageTag: 'floating' as const };
    expect(json('pool.json', { definition: { pool }, options })).toMatchObject({
      instance_pool_name: 'popeye-dbr17.3',
      min_idle_instances: 2,
      max_capacity: 10,
      idle_instance_autotermination_minutes: 0,
      preloaded_docker_images: [{ url: floating }],
    });
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
  node_type_id: v.string(),
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
    const files = renderClusterFiles(testCluster({ definition: { pool: {} } }));
    expect(Object.keys(files)).toEqual([...clusterFileNames]);
    for (const content of Object.values(files)) {
      expect(content).toContain(login.username);
      expect(content).toContain(login.password);
    }
  });
});
