import { createHash } from 'node:crypto';

import type { Cluster } from './cluster';
import { dockerImage } from './cluster-body';

/** A dash, and as many hex digits as `poolName` adds. */
export const POOL_HASH = 13;

/**
 * `popeye-dbr17.3-0123456789ab`. Names of pools are unique, and a pool can be
 * edited in none of what the digits are a hash of: whatever needs another pool
 * has another name, and an earlier push the one it had. `infra/terraform`
 * computes the same name, since its variables may be overridden.
 */
export function poolName(cluster: Cluster): string {
  const { url, basic_auth: login } = dockerImage(cluster);
  const fixed = [
    cluster.definition.nodeType,
    cluster.sparkVersion,
    url,
    login?.username ?? '',
    login?.password ?? '',
  ];
  const hash = createHash('sha256').update(fixed.join('\n')).digest('hex');
  return `${cluster.name}-${hash.slice(0, POOL_HASH - 1)}`;
}
