import type { Cluster } from './cluster';
import { clusterBody } from './cluster-body';
import type { ClusterFileName } from './cluster-file-names';
import { policyBody } from './policy-body';
import { poolBody } from './pool-body';
import { renderBundle, renderJobBundle } from './render-bundle';
import { terraformVariables } from './terraform-variables';

/** What a platform team applies; `undefined` for a file that a cluster does not need. */
export function renderClusterFiles(
  cluster: Cluster,
): Record<ClusterFileName, string | undefined> {
  const pool = poolBody(cluster);
  return {
    'cluster.json': renderJson(clusterBody(cluster)),
    'cluster.tfvars.json': renderJson(terraformVariables(cluster)),
    'cluster.bundle.yml': renderBundle(cluster),
    'job-cluster.bundle.yml': renderJobBundle(cluster),
    'policy.json': renderJson(policyBody(cluster)),
    'pool.json': pool && renderJson(pool),
  };
}

function renderJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
