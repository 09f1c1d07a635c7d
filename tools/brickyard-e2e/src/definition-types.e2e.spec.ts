import { clusterFileNames } from '../../brickyard/src/cluster/cluster-file-names';
import { renderDefinition } from '../../brickyard/src/cluster/render-definition';
import {
  testCluster,
  type TestClusterChange,
} from '../../brickyard/src/cluster/testing/test-cluster';
import {
  parseDefinition,
  type ParsedFile,
  readWithDatabricks,
} from './databricks/read-definitions';

const registrySecrets = { scope: 'registry' };
const whole: TestClusterChange = {
  definition: {
    driverNodeType: 'Standard_D4ds_v5',
    user: 'ada@example.com',
    sparkConf: { 'spark.sql.shuffle.partitions': '64' },
    environment: { LANG: 'C.UTF-8' },
    tags: { team: 'modelling' },
  },
};
const everyFile: TestClusterChange = {
  definition: { pool: { minIdle: 1, maxCapacity: 4 } },
  options: { registrySecrets, bundlePolicies: true },
};

const parsed = (change: TestClusterChange) =>
  parseDefinition(renderDefinition(testCluster(change)));

describe('the types that Databricks publishes', () => {
  it.each<TestClusterChange>([
    {},
    whole,
    everyFile,
    { definition: { workers: 0, accessMode: 'standard' }, options: {} },
    { definition: { workers: 3 }, options: { imageTag: 'floating' } },
    { flavour: '3d' },
  ])('read every file: %j', (change) => {
    expect(readWithDatabricks(parsed(change))).toEqual([]);
  });

  it('read files of every name but that of Terraform', () => {
    const names = parsed(everyFile).map(({ name }) => name);
    const ours = clusterFileNames.filter((name) => !name.includes('tfvars'));
    expect(names).toEqual(ours);
  });

  it('refuse a key that they do not know, in each file and at any depth', () => {
    const broken = parsed(everyFile).flatMap(({ name, value }) =>
      withUnknownKeys(value).map(([path, changed]) => ({
        path: `${name}${path}`,
        file: { name, value: changed },
      })),
    );
    const problems = readWithDatabricks(broken.map(({ file }) => file));
    expect(broken.length).toBeGreaterThan(clusterFileNames.length);
    expect(broken.map(({ path }, index) => [path, problems[index]])).toEqual(
      broken.map(({ path }) => [
        path,
        expect.stringContaining('nonsense') as string,
      ]),
    );
  });

  it('refuse another type', () => {
    const [file] = parsed({}) as [ParsedFile];
    const value = { ...(file.value as object), autotermination_minutes: '60' };
    expect(readWithDatabricks([{ ...file, value }])).toEqual([
      "cluster.json: autotermination_minutes is '60', not int",
    ]);
  });
});

/** Objects whose keys are names that people choose. */
const free = /^(?:spark_conf|spark_env_vars|custom_tags)$/;
const maps =
  /^(?:resources|variables|clusters|cluster_policies|instance_pools)$/;

/** The value, once for each object in it, with one key too many there. */
function withUnknownKeys(value: unknown, at = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [];
  const isMap = maps.test(at.split('.').at(-1) ?? '');
  const here: [string, unknown][] =
    Array.isArray(value) || isMap ? [] : [[at, { ...value, nonsense: 1 }]];
  const below = Object.entries(value)
    .filter(([key]) => !free.test(key))
    .flatMap(([key, item]) =>
      withUnknownKeys(item, `${at}.${key}`).map(
        ([path, broken]): [string, unknown] => [
          path,
          Array.isArray(value)
            ? value.map((one: unknown, index) =>
                String(index) === key ? broken : one,
              )
            : { ...value, [key]: broken },
        ],
      ),
    );
  return [...here, ...below];
}
