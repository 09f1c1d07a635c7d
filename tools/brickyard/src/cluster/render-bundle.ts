import { stringify } from 'yaml';

import { bundleKey } from './bundle-key';
import type { Cluster } from './cluster';
import { clusterBody, newCluster } from './cluster-body';
import { policyBody } from './policy-body';
import { type PoolBody, poolBody } from './pool-body';

/** A fragment that `include` of a `databricks.yml` takes: a cluster for people. */
export function renderBundle(cluster: Cluster): string {
  const user = cluster.definition.user ?? '${workspace.current_user.userName}';
  const body = {
    ...clusterBody(cluster),
    ...(cluster.definition.accessMode !== 'standard' && {
      single_user_name: user,
    }),
    ...references(cluster),
  };
  const resources = { clusters: { [bundleKey(cluster.name)]: body } };
  return renderYaml(cluster, { resources });
}

/**
 * The same for jobs: `new_cluster: ${var.popeye_dbr17_3}`. A bundle has no
 * resource for a cluster that lives as long as its job.
 */
export function renderJobBundle(cluster: Cluster): string {
  const variable = {
    description: `new_cluster of a job on ${cluster.flavour}, ${cluster.line}`,
    type: 'complex',
    default: { ...newCluster(cluster), ...references(cluster) },
  };
  const variables = { [bundleKey(cluster.name)]: variable };
  return renderYaml(cluster, { variables });
}

/** Apart from the cluster, so that a bundle of jobs can include it alone. */
export function renderPoolBundle(cluster: Cluster): string | undefined {
  const pool = poolBody(cluster);
  if (pool === undefined) return undefined;
  const resources = { instance_pools: { [poolKey(pool)]: pool } };
  return renderYaml(cluster, { resources });
}

/** `undefined` unless options ask for it: not every Databricks CLI has policies. */
export function renderPolicyBundle(cluster: Cluster): string | undefined {
  if (!cluster.hasBundlePolicy) return undefined;
  const policies = { [bundleKey(cluster.name)]: policyBody(cluster) };
  return renderYaml(cluster, { resources: { cluster_policies: policies } });
}

/** Ids that a bundle knows once it has made what they are of. */
function references(cluster: Cluster): {
  policy_id?: string;
  instance_pool_id?: string;
} {
  const { hasBundlePolicy, name } = cluster;
  const pool = poolBody(cluster);
  const refer = (to: string) => `\${resources.${to}.id}`;
  return {
    ...(hasBundlePolicy && {
      policy_id: refer(`cluster_policies.${bundleKey(name)}`),
    }),
    ...(pool && { instance_pool_id: refer(`instance_pools.${poolKey(pool)}`) }),
  };
}

/**
 * With the digits of its name: under another key, a bundle makes another pool
 * and takes the old one away, where it would try to edit what cannot be edited.
 */
function poolKey({ instance_pool_name: name }: PoolBody): string {
  const dash = name.lastIndexOf('-');
  return `${bundleKey(name.slice(0, dash))}_${name.slice(dash + 1)}`;
}

function renderYaml({ image }: Cluster, content: object): string {
  const { url, keyUrl, floatingUrl } = image;
  const floatingHint =
    floatingUrl === keyUrl
      ? []
      : [`# ${floatingUrl} is always the latest at start`];
  const comment = image.isFloating
    ? `# ${image.floatingUrl}: whatever it stands for when a cluster starts; now ${image.digest}`
    : [`# ${url} is ${image.digest}`, ...floatingHint].join('\n');
  return `${comment}\n${stringify(content, { lineWidth: 0 })}`;
}
