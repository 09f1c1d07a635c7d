import { clusterFileNames } from './cluster-file-names';
import { poolName } from './pool-name';
import { renderDefinition } from './render-definition';
import {
  renderedJson as json,
  renderedText as text,
  renderedYaml as yaml,
} from './testing/rendered';
import {
  testCluster,
  type TestClusterChange,
  testDigest,
} from './testing/test-cluster';

const url = 'team.azurecr.io/clusters/popeye:k-0123';
const floating = 'team.azurecr.io/clusters/popeye:dbr17.3';
const whole: TestClusterChange['definition'] = {
  driverNodeType: 'Standard_D4ds_v5',
  user: 'ada@example.com',
  sparkConf: { 'spark.sql.shuffle.partitions': '64' },
  environment: { LANG: 'C.UTF-8' },
  tags: { team: 'modelling' },
  autoterminationMinutes: 30,
};

describe('job-cluster.bundle.yml', () => {
  it('is a variable for new_cluster, without name, end and user', () => {
    const definition = { user: 'ada@example.com' };
    const { variables } = yaml('job-cluster.bundle.yml', { definition });
    const { cluster_name, autotermination_minutes, single_user_name, ...rest } =
      json('cluster.json', { definition }) as Record<string, unknown>;
    const left = [cluster_name, autotermination_minutes, single_user_name];
    expect(left).not.toContain(undefined);
    expect(variables).toEqual({
      popeye_dbr17_3: {
        description: 'new_cluster of a job on popeye, 17.3-LTS',
        type: 'complex',
        default: rest,
      },
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
      single_user_name: \${workspace.current_user.userName}
`);
  });

  it('reads as the body of the API', () => {
    for (const change of [whole, { workers: 0, user: 'ada@example.com' }]) {
      const { resources } = yaml('cluster.bundle.yml', {
        definition: change,
      });
      expect(resources).toEqual({
        clusters: {
          popeye_dbr17_3: json('cluster.json', { definition: change }),
        },
      });
    }
  });

  it('has no user in standard access mode', () => {
    const definition = { accessMode: 'standard' as const };
    expect(text('cluster.bundle.yml', { definition })).not.toContain(
      'single_user_name',
    );
  });

  it('says that a floating tag moves', () => {
    const options = { imageTag: 'floating' as const };
    expect(text('cluster.bundle.yml', { options })).toMatch(
      `# ${floating}: whatever it stands for when a cluster starts; now ${testDigest}\nresources:`,
    );
  });
});

describe('a definition with a pool and a policy', () => {
  const change: TestClusterChange = {
    definition: { pool: {} },
    options: { registrySecrets: { scope: 'registry' }, bundlePolicies: true },
  };
  const pool = poolName(testCluster(change));
  const key = pool.replace(/[.-]/g, '_');
  const refer = (to: string) => `\${resources.${to}.id}`;

  it('names nodes in the pool alone', () => {
    expect(text('cluster.json', change)).not.toContain('node_type_id');
    for (const name of [
      'cluster.bundle.yml',
      'job-cluster.bundle.yml',
    ] as const) {
      expect(text(name, change)).not.toContain('node_type_id');
      expect(text(name, change)).toContain(refer(`instance_pools.${key}`));
      expect(text(name, change)).toContain(
        refer('cluster_policies.popeye_dbr17_3'),
      );
    }
  });

  it('has the bodies of the API as resources of a bundle', () => {
    expect(yaml('pool.bundle.yml', change)).toEqual({
      resources: { instance_pools: { [key]: json('pool.json', change) } },
    });
    expect(yaml('policy.bundle.yml', change)).toEqual({
      resources: {
        cluster_policies: { popeye_dbr17_3: json('policy.json', change) },
      },
    });
  });

  it('has neither in a bundle that asks for neither', () => {
    const names = renderDefinition(testCluster()).map(({ name }) => name);
    expect(names).toEqual(
      clusterFileNames.filter((name) => !/^pool|^policy\.bundle/.test(name)),
    );
    expect(text('cluster.bundle.yml')).not.toContain('resources.');
  });

  it('is the same bytes for the same cluster', () => {
    expect(renderDefinition(testCluster(change))).toEqual(
      renderDefinition(testCluster(change)),
    );
  });
});
