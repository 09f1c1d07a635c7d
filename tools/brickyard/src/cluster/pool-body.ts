import type { Cluster } from './cluster';
import { type DockerImage, dockerImage } from './cluster-body';
import { poolName } from './pool-name';

/** Body of `POST /api/2.0/instance-pools/create`; `edit` changes the numbers, and needs all of it and an id. */
export interface PoolBody {
  instance_pool_name: string;
  node_type_id: string;
  min_idle_instances: number;
  max_capacity?: number;
  idle_instance_autotermination_minutes: number;
  preloaded_spark_versions: [string];
  preloaded_docker_images: [DockerImage];
}

/** `undefined` for a flavour that asks for no pool. */
export function poolBody(cluster: Cluster): PoolBody | undefined {
  const { pool, nodeType } = cluster.definition;
  if (pool === undefined) return undefined;
  const { minIdle = 0, maxCapacity, idleMinutes = 30 } = pool;
  return {
    instance_pool_name: poolName(cluster),
    node_type_id: nodeType,
    min_idle_instances: minIdle,
    ...(maxCapacity && { max_capacity: maxCapacity }),
    idle_instance_autotermination_minutes: idleMinutes,
    preloaded_spark_versions: [cluster.sparkVersion],
    preloaded_docker_images: [dockerImage(cluster)],
  };
}
