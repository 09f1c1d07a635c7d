import { isDeepStrictEqual } from 'node:util';

import type { ClusterFile, ClusterFileName } from './cluster-file-names';

/** What applying a definition does to what an earlier one made. */
export type DefinitionEffect =
  | 'new pool'
  | 'edited pool'
  | 'removed pool'
  | 'edited policy'
  | 'restart'
  | 'resize';

export interface DefinitionChange {
  /** Fields of each body that differ. */
  fields: Record<Kind, string[]>;
  /** None, when applying changes nothing. */
  effects: DefinitionEffect[];
}

type Kind = 'cluster' | 'policy' | 'pool';
type Bodies = Record<Kind, Record<string, unknown>>;

/** A running cluster takes these without a restart. */
const sizes = ['num_workers', 'autoscale'];

/**
 * Two definitions of one image, an earlier and a later. Compares what the files
 * ask of Databricks; how they write it down has no effect. `undefined` when the
 * earlier one cannot be read.
 */
export function compareDefinitions(
  before: readonly ClusterFile[],
  after: readonly ClusterFile[],
): DefinitionChange | undefined {
  const [old, now] = [parseBodies(before), parseBodies(after)];
  if (old === undefined || now === undefined) return undefined;
  const fields = {
    cluster: differing(old.cluster, now.cluster),
    policy: differing(old.policy, now.policy),
    pool: differing(old.pool, now.pool),
  };
  const pool = poolEffect(old, now, fields.pool);
  const policy: DefinitionEffect | undefined =
    fields.policy.length > 0 ? 'edited policy' : undefined;
  // A cluster that moves to another pool restarts, whatever else it keeps.
  const cluster =
    pool === 'new pool' ? ('restart' as const) : clusterEffect(fields.cluster);
  const effects = [pool, policy, cluster].filter((one) => one !== undefined);
  return { fields, effects };
}

/** `cluster (docker_image), policy changed; on apply: edited policy, restart`. */
export function describeApply({ fields, effects }: DefinitionChange): string {
  const names = { cluster: fields.cluster.join(', '), policy: '', pool: '' };
  const changed = Object.entries(fields)
    .filter(([, differ]) => differ.length > 0)
    .map(([kind]) => kind as Kind)
    .map((kind) => (names[kind] ? `${kind} (${names[kind]})` : kind));
  const what =
    changed.length > 0 ? `${changed.join(', ')} changed` : 'as before';
  return `${what}; on apply: ${effects.join(', ') || 'nothing'}`;
}

function poolEffect(
  { pool: old }: Bodies,
  { pool: now }: Bodies,
  fields: readonly string[],
): DefinitionEffect | undefined {
  const name = 'instance_pool_name';
  if (fields.length === 0) return undefined;
  if (now[name] === undefined) return 'removed pool';
  return fields.includes(name) || old[name] === undefined
    ? 'new pool'
    : 'edited pool';
}

function clusterEffect(
  fields: readonly string[],
): DefinitionEffect | undefined {
  if (fields.length === 0) return undefined;
  return fields.every((name) => sizes.includes(name)) ? 'resize' : 'restart';
}

function differing(old: Bodies[Kind], now: Bodies[Kind]): string[] {
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter((name) => !isDeepStrictEqual(old[name], now[name]));
}

/** No pool is an empty body; neither cluster nor policy can be missing. */
function parseBodies(files: readonly ClusterFile[]): Bodies | undefined {
  const cluster = parseBody(files, 'cluster.json');
  const policy = parseBody(files, 'policy.json');
  const hasPool = files.some(({ name }) => name === 'pool.json');
  const pool = hasPool ? parseBody(files, 'pool.json') : {};
  return cluster && policy && pool && { cluster, policy, pool };
}

function parseBody(
  files: readonly ClusterFile[],
  wanted: ClusterFileName,
): Bodies[Kind] | undefined {
  const text = files.find(({ name }) => name === wanted)?.text;
  try {
    const body: unknown = JSON.parse(text ?? 'null');
    const isBody = typeof body === 'object' && body !== null;
    return isBody ? (body as Bodies[Kind]) : undefined;
  } catch {
    // Whatever lies there is no definition of ours.
    return undefined;
  }
}
