import { join } from 'node:path';

import { TestFolder } from '../../testing/test-folder';
import { policyDefinition } from '../policy-body';
import { poolName } from '../pool-name';
import { terraformVariables } from '../terraform-variables';
import {
  evaluateTerraform,
  namesOf,
  readModule,
  runTerraform,
} from './terraform';
import {
  testCluster,
  type TestClusterChange,
  testDigest,
} from './test-cluster';

const digestKey = 'spark_env_vars.BRICKYARD_IMAGE_DIGEST';
const withPool = { definition: { pool: {} } };

/** What Terraform and OpenTofu have to make of the module, with no provider at hand. */
export function describeTerraform(program: string): void {
  const evaluateWith = (expression: string, variables: object) =>
    evaluateTerraform(program, expression, variables);
  const evaluate = (expression: string, change?: TestClusterChange) =>
    evaluateWith(expression, terraformVariables(testCluster(change)));
  const evaluateOver = (expression: string, change: object) =>
    evaluateWith(expression, {
      ...terraformVariables(testCluster()),
      ...change,
    });

  it('is read without the settings of this machine', () => {
    const broken = new TestFolder({ '.terraformrc': 'providers {' });
    const machine = {
      ...process.env,
      TF_CLI_CONFIG_FILE: join(broken.root, '.terraformrc'),
      TF_CLI_ARGS: '-no-such-option',
    };
    const answer = runTerraform(program, ['version'], { machine });
    broken.close();
    expect(answer).toMatchObject({ status: 0, stderr: '' });
  });

  it('is formatted', () => {
    expect(runTerraform(program, ['fmt', '-check', '-diff'])).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  it.each<TestClusterChange>([
    {},
    { options: {} },
    { definition: { accessMode: 'standard' } },
    { options: { imageTag: 'floating' } },
  ])('has the policy that policy.json has: %j', (change) => {
    expect(evaluate('local.policy_definition', change)).toEqual(
      policyDefinition(testCluster(change)),
    );
  });

  it.each<TestClusterChange>([
    withPool,
    { definition: { pool: {}, workers: 2 }, options: {} },
  ])('computes what it sets: %j', (change) => {
    const expressions = namesOf(
      readModule('main.tf'),
      /^\s*(?!definition)\w+\s+= (.*(?:var|local)\..*)$/gm,
    ).filter((text) => !text?.includes('.value.'));
    expect(expressions.length).toBeGreaterThan(20);
    const values = evaluate(`[${expressions.join(', ')}]`, change);
    expect(values).toHaveLength(expressions.length);
  });

  it.each<TestClusterChange>([
    withPool,
    { ...withPool, options: {} },
    { ...withPool, options: { imageTag: 'floating' } },
  ])('names a pool as pool.json does: %j', (change) => {
    expect(evaluate('local.pool_name', change)).toBe(
      poolName(testCluster(change)),
    );
  });

  it('gives a pool another name for all that it cannot be edited in', () => {
    const variables = terraformVariables(testCluster(withPool));
    const names = [
      variables,
      { ...variables, node_type_id: 'Standard_E8ds_v5' },
      { ...variables, spark_version: '17.3.x-scala2.12' },
      { ...variables, use_floating_tag: true },
      { ...variables, image: { ...variables.image, url: 'other/image:k-1' } },
      { ...variables, registry_login: null },
    ].map((values) => evaluateWith('local.pool_name', values));
    expect(new Set(names).size).toBe(names.length);
    const edited = { ...variables, pool: { min_idle_instances: 7 } };
    expect(evaluateWith('local.pool_name', edited)).toBe(names[0]);
  });

  it('takes what an earlier Brickyard wrote of a pool', () => {
    const pool = { ...terraformVariables(testCluster(withPool)).pool };
    const before = { pool: { ...pool, name: 'popeye-dbr17.3-k-0123' } };
    expect(evaluateOver('var.pool', before)).toEqual(pool);
  });

  it('counts the characters of a pool with its digits', () => {
    const hasName = (length: number) =>
      evaluateOver('local.has_pool_name', { name: 'x'.repeat(length) });
    expect([hasName(86), hasName(87)]).toEqual([true, false]);
  });

  it.each([
    [{ data_security_mode: 'SINGLE_USER', single_user_name: null }, false],
    [{ data_security_mode: 'SINGLE_USER', single_user_name: ' ' }, false],
    [{ data_security_mode: 'SINGLE_USER', single_user_name: 'ada' }, true],
    [{ data_security_mode: 'USER_ISOLATION', single_user_name: null }, true],
  ])('asks who a dedicated cluster is for: %j', (change, expected) => {
    expect(evaluateOver('local.has_user', change)).toBe(expected);
  });

  it('knows the runtime that the image is for', () => {
    const answers = ['17.3.x-scala2.13', '16.4.x-scala2.12'].map((key) =>
      evaluateOver('local.is_own_runtime', { spark_version: key }),
    );
    expect(answers).toEqual([true, false]);
  });

  it('takes a digest for what does not move alone', () => {
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

  it('fixes that digest, or forbids one that would lie', () => {
    const rule = (use_floating_tag: boolean) =>
      evaluateOver(`local.policy_definition["${digestKey}"]`, {
        use_floating_tag,
      });
    expect(rule(false)).toEqual({ type: 'fixed', value: testDigest });
    expect(rule(true)).toEqual({ type: 'forbidden' });
  });

  const ada = { user_name: 'ada@example.com' };
  const team = { group_name: 'data-team' };
  it('takes permissions for each of three', () => {
    const permissions = {
      cluster: [
        { ...ada, permission_level: 'CAN_MANAGE' },
        { ...team, permission_level: 'CAN_ATTACH_TO' },
      ],
      policy: [{ ...team, permission_level: 'CAN_USE' }],
      pool: [
        { service_principal_name: 'x', permission_level: 'CAN_ATTACH_TO' },
      ],
    };
    expect(evaluateOver('var.permissions', { permissions })).toMatchObject(
      permissions,
    );
  });

  const permit = (kind: string, ...grants: object[]) => ({
    permissions: { [kind]: grants },
  });
  const level = (permission_level: string) => ({ permission_level });
  /** Each list is one run: what is wrong with each variable is said at once. */
  it.each<[object, string[]]>([
    [
      {
        registry_login: { username: 'ada', password: 'x' },
        spark_version: '17.3.x-cpu-ml-scala2.13',
        data_security_mode: 'NONE',
        workers: { min: 3, max: 2 },
        autotermination_minutes: 5,
        policy_name: '',
        permissions: { cluster: [level('CAN_MANAGE')] },
      },
      [
        'never in clear',
        'machine learning',
        'SINGLE_USER or USER_ISOLATION',
        'max is at least min',
        '10 to 10000',
        '1 to 100',
        'for one of group_name, user_name',
      ],
    ],
    [
      {
        workers: { min: 0, max: 2 },
        permissions: { cluster: [{ ...ada, ...team, ...level('CAN_MANAGE') }] },
      },
      ['only for a single node', 'for one of group_name'],
    ],
    [
      permit('policy', { ...ada, ...level('CAN_MANAGE') }),
      ['a policy CAN_USE'],
    ],
    [
      permit('pool', { ...ada, ...level('CAN_RESTART') }),
      ['a pool CAN_ATTACH'],
    ],
    [
      permit(
        'cluster',
        { ...ada, ...level('CAN_MANAGE') },
        { ...ada, ...level('CAN_RESTART') },
      ),
      ['Name everybody once'],
    ],
  ])('refuses %j', (change, messages) => {
    expect.assertions(messages.length);
    try {
      evaluateOver('local.is_autoscaling', change);
    } catch (error) {
      // A narrow frame may break a sentence at any word.
      const text = String(error).replace(/[\s│]+/g, ' ');
      for (const message of messages) expect(text).toContain(message);
    }
  });
}
