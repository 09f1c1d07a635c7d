import * as v from 'valibot';

import { explainIssue } from '../explain-issue';
import { clusterDefinitionSchema } from './cluster-definition';

const nodeType = 'Standard_D8ds_v5';

function problems(change: object): string[] {
  const { issues = [] } = v.safeParse(clusterDefinitionSchema, {
    nodeType,
    ...change,
  });
  return issues.map(
    (issue) => `${v.getDotPath(issue)}: ${explainIssue(issue)}`,
  );
}

describe('clusterDefinitionSchema', () => {
  it.each([
    {},
    { workers: 0 },
    { workers: { min: 1, max: 2 } },
    { autoterminationMinutes: 0, pool: {}, user: 'ada@example.com' },
    { pool: { minIdle: 0, maxCapacity: 1, idleMinutes: 0 } },
    { sparkConf: { 'spark.x': '' }, environment: { _A1: '' }, tags: {} },
  ])('takes %j', (change) => expect(problems(change)).toEqual([]));

  it.each([
    [{ workers: { min: 8, max: 1 } }, 'workers: max is not above min; '],
    [{ workers: { min: 2, max: 2 } }, 'workers: max is not above min; '],
    [
      { workers: { min: 0, max: 4 } },
      'workers.min: is less than one; a single node is workers: 0',
    ],
    [{ workers: -1 }, 'workers: is less than 0'],
    [{ workers: 1.5 }, 'workers: is not a whole number'],
    [{ workers: 'many' }, 'workers: expected (number | Object), got "many"'],
    [{ accessMode: 'shared' }, 'accessMode: expected ("dedicated" |'],
    [{ autoterminationMinutes: 5 }, 'autoterminationMinutes: is neither 0'],
    [{ sparkConf: { 'spark.x y': '1' } }, 'sparkConf.spark.x y: is not a key'],
    [{ environment: { '1A': 'x' } }, 'environment.1A: is not a valid name'],
    [{ sparkVersions: [] }, 'sparkVersions: names no runtime'],
    [{ pool: { idleMinutes: 10_001 } }, 'pool.idleMinutes: is more than 10000'],
    [{ nodes: 3 }, 'nodes: is not a known key'],
    [{ nodeType: '' }, 'nodeType: is empty'],
  ])('names what is wrong with %j', (change, message) => {
    expect(problems(change)).toEqual([
      expect.stringContaining(message) as string,
    ]);
  });
});
