import type { Severity } from '../../rule';

/**
 * What a cluster brings itself, by how bad a second copy is. pyspark and
 * databricks-connect each have a `pyspark` folder of their own. No primary
 * source says what delta-spark does to a cluster, so it only warns.
 */
export const injectedPackages: ReadonlyMap<string, Severity> = new Map([
  ['pyspark', 'error'],
  ['databricks-connect', 'error'],
  ['delta-spark', 'warning'],
]);
