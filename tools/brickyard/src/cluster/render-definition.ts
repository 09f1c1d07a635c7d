import type { Cluster } from './cluster';
import { clusterBody } from './cluster-body';
import {
  type ClusterFile,
  type ClusterFileName,
  clusterFileNames,
} from './cluster-file-names';
import { policyBody } from './policy-body';
import { poolBody } from './pool-body';
import {
  renderBundle,
  renderJobBundle,
  renderPolicyBundle,
  renderPoolBundle,
} from './render-bundle';
import { terraformVariables } from './terraform-variables';

/** `undefined` where a cluster needs no such file. */
const renderers: Record<
  ClusterFileName,
  (cluster: Cluster) => string | undefined
> = {
  'cluster.json': (cluster) => renderJson(clusterBody(cluster)),
  'cluster.tfvars.json': (cluster) => renderJson(terraformVariables(cluster)),
  'cluster.bundle.yml': renderBundle,
  'job-cluster.bundle.yml': renderJobBundle,
  'policy.json': (cluster) => renderJson(policyBody(cluster)),
  'policy.bundle.yml': renderPolicyBundle,
  'pool.json': (cluster) => renderJson(poolBody(cluster)),
  'pool.bundle.yml': renderPoolBundle,
};

/** All that a platform team applies, in one order; the same bytes for the same cluster. */
export function renderDefinition(cluster: Cluster): ClusterFile[] {
  return clusterFileNames.flatMap((name) => {
    const text = renderers[name](cluster);
    return text === undefined ? [] : [{ name, text }];
  });
}

function renderJson(value: object | undefined): string | undefined {
  return value && `${JSON.stringify(value, null, 2)}\n`;
}
