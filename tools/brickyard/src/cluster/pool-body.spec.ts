import { builtInRuntimes, findRuntime } from '../runtime/catalogue';
import { poolName } from './pool-name';
import { renderedJson as json, renderedText as text } from './testing/rendered';
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
describe('pool.json', () => {
  const withPool = { definition: { pool: {} } };

  it('is there when a pool is asked for', () => {
    expect(text('pool.json')).toBeUndefined();
    expect(json('pool.json', withPool)).toEqual({
      instance_pool_name: poolName(testCluster(withPool)),
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
      min_idle_instances: 2,
      max_capacity: 10,
      idle_instance_autotermination_minutes: 0,
      preloaded_docker_images: [{ url: floating }],
    });
  });

  it.each<[string, TestClusterChange]>([
    ['an image', { image: { tag: 'k-4567', digest: testDigest } }],
    ['a node type', { definition: { pool: {}, nodeType: 'i3.xlarge' } }],
    ['a registry', { registry: 'other.azurecr.io' }],
    ['a login', { options: {} }],
    ['other secrets', { options: { registrySecrets: { scope: 'other' } } }],
    ['a tag that moves', { options: { imageTag: 'floating' } }],
    [
      'a Spark key',
      {
        runtime: {
          ...findRuntime(builtInRuntimes, '17.3-LTS'),
          sparkVersions: ['17.3.x-scala2.12'],
        },
      },
    ],
  ])('has another name for another pool: %s', (_what, change) => {
    const name = (of: TestClusterChange) => poolName(testCluster(of));
    expect(name({ ...withPool, ...change })).not.toBe(name(withPool));
    expect(name({ ...withPool, ...change })).toMatch(
      /^popeye-dbr17\.3-[0-9a-f]{12}$/,
    );
  });

  it('keeps its name through what can be edited', () => {
    const edited = { definition: { pool: { minIdle: 7 }, workers: 3 } };
    expect(poolName(testCluster(edited))).toBe(poolName(testCluster(withPool)));
  });
});
