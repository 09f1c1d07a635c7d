import type { Cluster } from './cluster';

/** https://docs.databricks.com/api/workspace/clusters/create#docker_image: it has no field for a digest. */
export interface DockerImage {
  url: string;
  basic_auth?: { username: string; password: string };
}

/** What a job's `new_cluster` takes. */
export interface NewCluster {
  spark_version: string;
  /** The API takes either a pool or node types. */
  node_type_id?: string;
  driver_node_type_id?: string;
  num_workers?: number;
  autoscale?: { min_workers: number; max_workers: number };
  data_security_mode: 'SINGLE_USER' | 'USER_ISOLATION';
  spark_conf?: Record<string, string>;
  spark_env_vars?: Record<string, string>;
  custom_tags?: Record<string, string>;
  docker_image: DockerImage;
}

/**
 * Body of `POST /api/2.1/clusters/create` and, with a `cluster_id`, of `edit`.
 * Whoever applies it adds what has an id only in a Databricks workspace:
 * `policy_id`, and `instance_pool_id` where there is a pool.
 */
export interface ClusterBody extends NewCluster {
  cluster_name: string;
  autotermination_minutes: number;
  single_user_name?: string;
}

export function clusterBody(cluster: Cluster): ClusterBody {
  const { user } = cluster.definition;
  return {
    cluster_name: cluster.name,
    autotermination_minutes: cluster.autoterminationMinutes,
    ...(user && { single_user_name: user }),
    ...newCluster(cluster),
  };
}

/** Without a user: a job runs as whoever its `run_as` says, and another name here would refuse it. */
export function newCluster(cluster: Cluster): NewCluster {
  return {
    spark_version: cluster.sparkVersion,
    ...nodeTypes(cluster),
    ...workers(cluster),
    data_security_mode: dataSecurityMode(cluster),
    ...unlessEmpty('spark_conf', sparkConf(cluster)),
    ...unlessEmpty('spark_env_vars', environment(cluster)),
    ...unlessEmpty('custom_tags', customTags(cluster)),
    docker_image: dockerImage(cluster),
  };
}

export function dockerImage({ image, login }: Cluster): DockerImage {
  return { url: image.url, ...(login && { basic_auth: login }) };
}

/**
 * Uses the older of two names for each: the API takes them with and without
 * `kind`, which is a preview.
 */
export function dataSecurityMode({
  definition,
}: Cluster): NewCluster['data_security_mode'] {
  return definition.accessMode === 'standard'
    ? 'USER_ISOLATION'
    : 'SINGLE_USER';
}

/** The nodes of a pool have the pool's type. */
function nodeTypes({
  definition,
}: Cluster): Pick<NewCluster, 'node_type_id' | 'driver_node_type_id'> {
  const { nodeType, driverNodeType, pool } = definition;
  if (pool !== undefined) return {};
  return {
    node_type_id: nodeType,
    ...(driverNodeType && { driver_node_type_id: driverNodeType }),
  };
}

function workers({
  definition,
}: Cluster): Pick<NewCluster, 'num_workers' | 'autoscale'> {
  const { workers: wanted = 0 } = definition;
  if (typeof wanted === 'number') return { num_workers: wanted };
  const { min, max } = wanted;
  return { autoscale: { min_workers: min, max_workers: max } };
}

function isSingleNode({ definition }: Cluster): boolean {
  return (definition.workers ?? 0) === 0;
}

/** A cluster without workers runs its tasks on the driver only when told to. */
export function sparkConf(cluster: Cluster): Record<string, string> {
  const { sparkConf: own = {} } = cluster.definition;
  if (!isSingleNode(cluster)) return own;
  return {
    'spark.databricks.cluster.profile': 'singleNode',
    'spark.master': 'local[*]',
    ...own,
  };
}

export function customTags(cluster: Cluster): Record<string, string> {
  const { tags = {} } = cluster.definition;
  return isSingleNode(cluster)
    ? { ...tags, ResourceClass: 'SingleNode' }
    : tags;
}

/** Where a notebook can read which image it runs in. */
export const digestVariable = 'BRICKYARD_IMAGE_DIGEST';

/** A floating tag has no fixed digest. */
export function environment({
  definition,
  image,
}: Cluster): Record<string, string> {
  const { environment: own = {} } = definition;
  return image.isFloating ? own : { ...own, [digestVariable]: image.digest };
}

function unlessEmpty<K extends string>(
  key: K,
  record: Record<string, string>,
): { [P in K]?: Record<string, string> } {
  const isEmpty = Object.keys(record).length === 0;
  return isEmpty ? {} : ({ [key]: record } as { [P in K]: typeof record });
}
