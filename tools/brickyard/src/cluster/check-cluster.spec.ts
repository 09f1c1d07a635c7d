import { builtInRuntimes, findRuntime } from '../runtime/catalogue';
import { checkCluster, type ClusterSubject } from './check-cluster';
import { tryCluster } from './testing/test-cluster';

const line = findRuntime(builtInRuntimes, '17.3-LTS');
const older = findRuntime(builtInRuntimes, '16.4-LTS');
const standIn = { ...line, name: 'lab', databricks: false };
const nodeType = 'Standard_D8ds_v5';

function faults({
  definition,
  ...change
}: Omit<Partial<ClusterSubject>, 'definition'> & {
  definition?: Partial<ClusterSubject['definition']>;
} = {}): string[] {
  const found = checkCluster({
    flavour: 'popeye',
    languages: ['python'],
    runtimes: [line, older],
    ...change,
    definition: { nodeType, ...definition },
  });
  return found.map(({ key, name, message }) =>
    [key, name, message].filter(Boolean).join(': '),
  );
}

describe('checkCluster', () => {
  it('takes what starts', () => {
    const definition = {
      accessMode: 'standard' as const,
      workers: { min: 1, max: 2 },
      sparkVersions: ['16.4.x-scala2.12'],
      sparkConf: {
        'fs.azure.account.key.x.net': '{{secrets/storage/key}}',
        'spark.databricks.driverNfs.enabled': 'false',
      },
      environment: { API_TOKEN: '{{secrets/api/token}}', LANG: 'C.UTF-8' },
    };
    expect(faults({ definition })).toEqual([]);
    const languages = ['r' as const];
    expect(faults({ languages, runtimes: [standIn] })).toEqual([]);
  });

  it.each<[Parameters<typeof faults>[0], RegExp]>([
    [
      { definition: { nodeType: 'm6gd.xlarge' } },
      /^nodeType: m6gd\.xlarge has ARM processors \(Graviton, on AWS\)/,
    ],
    [
      { definition: { driverNodeType: 'Standard_D8pds_v5' } },
      /^driverNodeType: Standard_D8pds_v5 has ARM/,
    ],
    [
      { definition: { driverNodeType: 'Standard_D4ds_v5', pool: {} } },
      /^driverNodeType: all nodes of a pool are of one type/,
    ],
    [
      { definition: { accessMode: 'standard' }, languages: ['python', 'r'] },
      /^accessMode: R does not run in standard access mode/,
    ],
    [
      { definition: { accessMode: 'standard', user: 'ada@example.com' } },
      /^user: only a dedicated cluster/,
    ],
    [
      { definition: { sparkVersions: ['17.3.x-cpu-ml-scala2.13'] } },
      /^sparkVersions: 17\.3\.x-cpu-ml-scala2\.13 is a runtime for machine learning/,
    ],
    [
      { definition: { sparkVersions: ['15.4.x-scala2.12'] } },
      /^sparkVersions: 15\.4\.x-scala2\.12 is not a runtime of this image: it has 17\.3\.x-scala2\.13, 16\.4\.x-scala2\.12$/,
    ],
    [
      { runtimes: [{ ...line, sparkVersions: ['17.3.x-gpu-ml-scala2.13'] }] },
      /^runtimes: 17\.3-LTS is 17\.3\.x-gpu-ml-scala2\.13, a runtime for machine/,
    ],
    [
      { runtimes: [{ ...line, sparkVersions: undefined }] },
      /^runtimes: 17\.3-LTS has no sparkVersions/,
    ],
    [
      { definition: { sparkConf: { 'spark.master': 'local[4]' } } },
      /^sparkConf: spark\.master: is decided by workers/,
    ],
    [
      {
        definition: { policy: 'x'.repeat(90) },
        options: { policyPrefix: 'y' },
      },
      /^policy: a policy's name has 100 characters at most/,
    ],
    [
      { flavour: 'x'.repeat(77), definition: { pool: {} } },
      /^pool: a pool's name has 99 characters at most/,
    ],
  ])('refuses %j', (change, message) => {
    expect(faults(change)).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ['sparkConf', 'fs.azure.account.key.x.net'],
    ['sparkConf', 'spark.hadoop.fs.s3a.secret.key'],
    ['sparkConf', 'javax.jdo.option.ConnectionPassword'],
    ['environment', 'GITHUB_TOKEN'],
  ])('refuses a secret in clear in %s, and does not repeat it', (key, name) => {
    const [fault = '', ...others] = faults({
      definition: { [key]: { [name]: 'hunter2' } },
    });
    expect(fault).toContain(`${key}: ${name}: looks like a secret in clear`);
    expect(fault).not.toContain('hunter2');
    expect(others).toEqual([]);
  });

  it.each([
    ['spark.databricks.token.enabled', 'true'],
    ['fs.azure.sas.token.provider.type', 'com.example.Provider'],
    ['fs.azure.account.oauth2.client.endpoint', 'https://login.example/token'],
    ['spark.x.password', ''],
  ])('takes %s for no secret', (name, value) => {
    expect(faults({ definition: { sparkConf: { [name]: value } } })).toEqual(
      [],
    );
  });
});

describe('makeCluster', () => {
  it('makes none for a stand-in', () => {
    expect(tryCluster({ runtime: standIn })).toBeUndefined();
  });

  it('takes of sparkVersions the one of the line', () => {
    const many = { ...older, sparkVersions: ['a-scala2.12', 'a-scala2.13'] };
    const sparkVersions = ['17.3.x-scala2.13', 'a-scala2.13'];
    const cluster = tryCluster({
      runtime: many,
      definition: { sparkVersions },
    });
    expect(cluster?.sparkVersion).toBe('a-scala2.13');
  });
});
