/** Why a cluster ended, as far as an image, its registry, secrets or pool can be the cause. */
export interface TerminationCause {
  /**
   * Codes of the Clusters API with the same cause and the same next step. Their
   * names are those of `TerminationReasonCode` in Databricks' SDK.
   */
  codes: readonly string[];
  /** What has happened. */
  cause: string;
  /** The next thing to look at or to type, in Markdown. */
  next: string;
}

export const terminationCauses: readonly TerminationCause[] = [
  {
    codes: ['DOCKER_IMAGE_PULL_FAILURE'],
    cause: 'The nodes could not pull the image.',
    next: '`docker pull` the tag of `cluster.json` with the user and password of the secrets. Then check that the tag is there (`npx brickyard plan <flavour>`), that the nodes reach the registry, and its rate limit',
  },
  {
    codes: [
      'SECRET_RESOLUTION_ERROR',
      'SECRET_PERMISSION_DENIED',
      'SECRET_CREATION_FAILURE',
      'INVALID_ARGUMENT',
    ],
    cause:
      'A secret that the cluster names is not there, or whoever creates the cluster may not read it.',
    next: '`databricks secrets list-secrets <scope>` and `databricks secrets list-acls <scope>`, with the scope of `cluster.json`',
  },
  {
    codes: ['DOCKER_IMAGE_TOO_LARGE_FOR_INSTANCE_EXCEPTION'],
    cause: "The unpacked image does not fit on the node's disk.",
    next: '`npx brickyard doctor <flavour>` says its size (IMG-06). Take a node type with a larger local disk, or take packages out',
  },
  {
    codes: [
      'DOCKER_INVALID_OS_EXCEPTION',
      'DOCKER_CONTAINER_CREATION_EXCEPTION',
      'INVALID_SPARK_IMAGE',
      'INVALID_WORKER_IMAGE_FAILURE',
    ],
    cause:
      'The image was pulled, and no container could be made of it: its system, its processor or its files are not what a cluster needs.',
    next: '`npx brickyard doctor <flavour>`, and `npx nx docker-test <flavour>`',
  },
  {
    codes: ['CONTAINER_LAUNCH_FAILURE'],
    cause: 'The containers of the workers did not start, for any reason.',
    next: "the message of the event, and the cluster's event log; then `npx brickyard doctor <flavour>`",
  },
  {
    codes: [
      'DRIVER_UNREACHABLE',
      'DRIVER_UNRESPONSIVE',
      'DRIVER_LAUNCH_TIMEOUT',
      'DRIVER_UNEXPECTED_FAILURE',
      'SPARK_ERROR',
      'SPARK_STARTUP_FAILURE',
    ],
    cause:
      'The container runs, and Spark or the notebook processes in it do not come up: Java, Python or a library does not fit the runtime.',
    next: "`npx nx docker-smoke <flavour>`, the driver's log, and whether `spark_version` is the line of the image",
  },
  {
    codes: ['DRIVER_OUT_OF_MEMORY', 'DRIVER_OUT_OF_DISK'],
    cause: 'The driver has not enough memory or disk.',
    next: 'a larger `driverNodeType` in `image.ts`',
  },
  {
    codes: ['EOS_SPARK_IMAGE'],
    cause: 'The runtime is past its end of support.',
    next: 'a newer line: `npx nx g brickyard:runtime <line> --upgrade=<flavour>`',
  },
  {
    codes: ['SPARK_IMAGE_NOT_FOUND', 'DBR_IMAGE_RESOLUTION_FAILURE'],
    cause:
      'There is no Databricks Runtime of that `spark_version`. The image is not what is meant.',
    next: '`databricks clusters spark-versions` lists those there are; compare `sparkVersions` of the runtime line',
  },
  {
    codes: [
      'SPARK_IMAGE_DOWNLOAD_FAILURE',
      'SPARK_IMAGE_DOWNLOAD_THROTTLED',
      'SLOW_IMAGE_DOWNLOAD',
      'IMAGE_PULL_PERMISSION_DENIED',
    ],
    cause:
      "Not your image: the nodes download Databricks' own runtime, and could not.",
    next: "the network between the nodes and Databricks' storage",
  },
  {
    codes: ['DNS_RESOLUTION_ERROR'],
    cause:
      'A name does not resolve on the nodes, perhaps that of the registry.',
    next: "the DNS of the nodes' network, from a notebook on another cluster: `%sh getent hosts <registry>`",
  },
  {
    codes: [
      'INSTANCE_POOL_NOT_FOUND',
      'INSTANCE_POOL_CLUSTER_FAILURE',
      'INSTANCE_POOL_MAX_CAPACITY_REACHED',
    ],
    cause: 'The pool is gone, full, or could not give nodes.',
    next: '`databricks instance-pools list`; apply the definition of the last push again, or raise `maxCapacity`',
  },
  {
    codes: ['UNSUPPORTED_INSTANCE_TYPE'],
    cause:
      'The node type cannot run such an image, as those with another processor than x86-64.',
    next: '`nodeType` in `image.ts`; `databricks clusters list-node-types`',
  },
  {
    codes: ['INIT_SCRIPT_FAILURE', 'GLOBAL_INIT_SCRIPT_FAILURE'],
    cause: 'An init script ended with an error in the container.',
    next: "the script's log at the cluster's log destination; what it installs may belong into the image",
  },
];
