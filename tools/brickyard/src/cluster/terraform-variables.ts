import type { Cluster } from './cluster';
import { customTags, dataSecurityMode, sparkConf } from './cluster-body';
import { type PoolBody, poolBody } from './pool-body';

/** Values for the variables of `infra/terraform`, which has the same names. */
export function terraformVariables(cluster: Cluster) {
  const { definition, image, login } = cluster;
  const pool = poolBody(cluster);
  return {
    name: cluster.name,
    image: {
      url: image.keyUrl,
      digest: image.digest,
      floating_url: image.floatingUrl,
      spark_versions: cluster.sparkVersions,
    },
    use_floating_tag: image.isFloating,
    registry_login: login ?? null,
    spark_version: cluster.sparkVersion,
    data_security_mode: dataSecurityMode(cluster),
    single_user_name: definition.user ?? null,
    node_type_id: definition.nodeType,
    driver_node_type_id: definition.driverNodeType ?? null,
    workers: workerBounds(definition.workers),
    autotermination_minutes: cluster.autoterminationMinutes,
    spark_conf: sparkConf(cluster),
    spark_env_vars: definition.environment ?? {},
    custom_tags: customTags(cluster),
    policy_name: cluster.policyName,
    pool: pool === undefined ? null : pickPool(pool),
  };
}

/** Without its name, which the module computes of what the pool is in the end. */
function pickPool(pool: PoolBody) {
  return {
    min_idle_instances: pool.min_idle_instances,
    max_capacity: pool.max_capacity ?? null,
    idle_instance_autotermination_minutes:
      pool.idle_instance_autotermination_minutes,
  };
}

/** Terraform has no type "number or object": a fixed number has equal bounds. */
function workerBounds(workers: Cluster['definition']['workers'] = 0): {
  min: number;
  max: number;
} {
  return typeof workers === 'number' ? { min: workers, max: workers } : workers;
}
