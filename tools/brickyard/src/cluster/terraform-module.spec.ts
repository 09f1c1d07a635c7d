import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join, resolve } from 'node:path';

import { TestFolder } from '../testing/test-folder';
import { policyDefinition } from './policy-body';
import { terraformVariables } from './terraform-variables';
import {
  testCluster,
  type TestClusterChange,
  testDigest,
} from './testing/test-cluster';

const folder = resolve(__dirname, '../../../../infra/terraform');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');
const namesOf = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name]) => name);

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
    expect(declared).toEqual(Object.keys(terraformVariables(testCluster())));
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
          name: 'popeye-dbr17.3-k-0123',
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
  ],
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

/** Without what this machine's user tells Terraform, in variables or in files. */
function terraformEnvironment(machine: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(machine).filter(
    ([name]) => !name.startsWith('TF_'),
  );
  return {
    ...Object.fromEntries(own),
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: devNull,
  };
}

function terraform(
  words: string[],
  cwd: string,
  input?: string,
  machine = process.env,
) {
  const env = terraformEnvironment(machine);
  return spawnSync('terraform', words, { cwd, env, input, encoding: 'utf8' });
}

const isInstalled = terraform(['version'], folder).status === 0;
const isInitialised = existsSync(join(folder, '.terraform'));
const withTerraform = isInstalled ? it : it.skip;
const withProvider = isInstalled && isInitialised ? it : it.skip;

/** The value of an expression of the module, without a provider. */
function evaluate(expression: string, change?: TestClusterChange) {
  const variables = terraformVariables(testCluster(change));
  return evaluateWith(expression, variables);
}

function evaluateWith(expression: string, variables: object) {
  const scratch = new TestFolder({
    'variables.tf': read('variables.tf'),
    'locals.tf': read('locals.tf'),
    'cluster.tfvars.json': JSON.stringify(variables),
  });
  try {
    const words = ['console', '-var-file=cluster.tfvars.json'];
    const question = `jsonencode(${expression})\n`;
    const { stdout, stderr } = terraform(words, scratch.root, question);
    const answer = stdout.trim();
    if (!answer.startsWith('"')) throw new Error(stderr);
    return JSON.parse(JSON.parse(answer) as string) as unknown;
  } finally {
    scratch.close();
  }
}

describe('infra/terraform, where terraform is installed', () => {
  withTerraform('is read without the settings of this machine', () => {
    const broken = new TestFolder({ '.terraformrc': 'providers {' });
    const machine = {
      ...process.env,
      TF_CLI_CONFIG_FILE: join(broken.root, '.terraformrc'),
      TF_CLI_ARGS: '-no-such-option',
    };
    const answer = terraform(['version'], folder, undefined, machine);
    broken.close();
    expect(answer).toMatchObject({ status: 0, stderr: '' });
  });

  withTerraform('is formatted', () => {
    expect(terraform(['fmt', '-check', '-diff'], folder)).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  withProvider('is valid, after terraform init', () => {
    expect(terraform(['validate', '-no-color'], folder).stdout).toContain(
      'The configuration is valid',
    );
  });

  withTerraform.each<TestClusterChange>([
    {},
    { options: {} },
    { definition: { accessMode: 'standard' } },
    { options: { imageTag: 'floating' } },
  ])('has the policy that policy.json has: %j', (change) => {
    expect(evaluate('local.policy_definition', change)).toEqual(
      policyDefinition(testCluster(change)),
    );
  });

  withTerraform.each<TestClusterChange>([
    { definition: { pool: {} } },
    { definition: { pool: {}, workers: 2 }, options: {} },
  ])('computes what it sets: %j', (change) => {
    const expressions = namesOf(
      read('main.tf'),
      /^\s*(?!definition)\w+\s+= (.*(?:var|local)\..*)$/gm,
    ).filter((text) => !text?.includes('.value.'));
    expect(expressions.length).toBeGreaterThan(20);
    const values = evaluate(`[${expressions.join(', ')}]`, change);
    expect(values).toHaveLength(expressions.length);
  });

  withTerraform('knows the runtime that the image is for', () => {
    const variables = terraformVariables(testCluster());
    const other = { ...variables, spark_version: '16.4.x-scala2.12' };
    const answers = [variables, other].map((values) =>
      evaluateWith('local.is_own_runtime', values),
    );
    expect(answers).toEqual([true, false]);
  });

  withTerraform('takes a digest for what does not move alone', () => {
    const environment = { LANG: 'C.UTF-8' };
    const variables = (options: TestClusterChange['options']) =>
      evaluate('local.spark_env_vars', {
        definition: { environment },
        options,
      });
    expect(variables({})).toEqual({
      ...environment,
      BRICKYARD_IMAGE_DIGEST: testDigest,
    });
    expect(variables({ imageTag: 'floating' })).toEqual(environment);
  });

  withTerraform.each([
    [{ registry_login: { username: 'ada', password: 'x' } }, 'never in clear'],
    [{ spark_version: '17.3.x-cpu-ml-scala2.13' }, 'machine learning'],
    [{ data_security_mode: 'NONE' }, 'SINGLE_USER or USER_ISOLATION'],
    [{ workers: { min: 3, max: 2 } }, 'max is at least min'],
    [{ workers: { min: 0, max: 2 } }, 'only for a single node'],
    [{ autotermination_minutes: 5 }, '10 to 10000'],
    [{ policy_name: '' }, '1 to 100'],
    [{ pool: { name: 'x'.repeat(100) } }, '1 to 99'],
  ])('refuses %j', (change, message) => {
    const variables = { ...terraformVariables(testCluster()), ...change };
    expect(() => evaluateWith('local.is_autoscaling', variables)).toThrow(
      message,
    );
  });
});
