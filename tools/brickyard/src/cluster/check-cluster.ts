import type { ClusterDefinition } from '../flavour/cluster-definition';
import type { ImageDefinition } from '../flavour/image-definition';
import type { Runtime } from '../runtime/schema';
import type { ClusterOptions } from '../workspace/cluster-options';
import { isArmNode } from './node-type';
import { findPlainSecrets } from './plain-secrets';
import { POOL_HASH } from './pool-name';

/** A fault that keeps a cluster from starting, or from working as meant. */
export interface ClusterFault {
  /** Key of `cluster`, to find its line by. */
  key: string;
  /** Key below that, where there is one. */
  name?: string;
  message: string;
}

export interface ClusterSubject {
  /** The folder's name. */
  flavour: string;
  definition: ClusterDefinition;
  languages: ImageDefinition['languages'];
  /** Lines that `image.ts` lists. */
  runtimes: readonly Runtime[];
  options?: ClusterOptions;
}

/** The schema has checked each value; this checks how they fit together. */
export function checkCluster(subject: ClusterSubject): ClusterFault[] {
  return [
    ...checkNodes(subject.definition),
    ...checkAccess(subject),
    ...checkSparkVersions(subject),
    ...checkSparkConf(subject.definition),
    ...checkNames(subject),
  ];
}

function checkNodes({
  nodeType,
  driverNodeType,
  pool,
}: ClusterDefinition): ClusterFault[] {
  const types = Object.entries({ nodeType, driverNodeType });
  const faults = types
    .filter(([, type]) => type !== undefined && isArmNode(type))
    .map(([key, type]) => ({
      key,
      message: `${type} has ARM processors (Graviton, on AWS), which take no custom container: images are linux/amd64`,
    }));
  const isMixed = pool !== undefined && driverNodeType !== undefined;
  const mixed = {
    key: 'driverNodeType',
    message:
      'all nodes of a pool are of one type; leave out either this or pool',
  };
  return isMixed ? [...faults, mixed] : faults;
}

function checkAccess({
  definition,
  languages = [],
}: ClusterSubject): ClusterFault[] {
  if (definition.accessMode !== 'standard') return [];
  const faults: ClusterFault[] = [];
  if (languages.includes('r')) {
    faults.push({
      key: 'accessMode',
      message:
        'R does not run in standard access mode, and languages has r; write dedicated',
    });
  }
  if (definition.user !== undefined) {
    faults.push({
      key: 'user',
      message: 'only a dedicated cluster has a user',
    });
  }
  return faults;
}

/** An image runs on the line it was built for, and on no other. */
function checkSparkVersions({
  definition,
  runtimes,
}: ClusterSubject): ClusterFault[] {
  const lines = runtimes.filter(({ databricks }) => databricks);
  const known = lines.flatMap(({ sparkVersions = [] }) => sparkVersions);
  const foreign = (definition.sparkVersions ?? [])
    .filter((key) => !known.includes(key))
    .map((key) => ({
      key: 'sparkVersions',
      message: /-ml-/.test(key)
        ? `${key} is a runtime for machine learning, which takes no custom container`
        : `${key} is not a runtime of this image: it has ${known.join(', ') || 'none'}`,
    }));
  return [...foreign, ...lines.flatMap(checkLine)];
}

function checkLine({ name, sparkVersions = [] }: Runtime): ClusterFault[] {
  const ml = sparkVersions.filter((key) => /-ml-/.test(key));
  const faults = ml.map((key) => ({
    key: 'runtimes',
    message: `${name} is ${key}, a runtime for machine learning, which takes no custom container`,
  }));
  const nameless = {
    key: 'runtimes',
    message: `${name} has no sparkVersions in the catalogue, so no cluster can ask for it`,
  };
  return sparkVersions.length === 0 ? [nameless] : faults;
}

const ownKeys = ['spark.master', 'spark.databricks.cluster.profile'];

function checkSparkConf({
  sparkConf = {},
  environment = {},
}: ClusterDefinition): ClusterFault[] {
  const decided = Object.keys(sparkConf).filter((key) => ownKeys.includes(key));
  return [
    ...decided.map((name) => ({
      key: 'sparkConf',
      name,
      message: `is decided by workers; a single node is workers: 0`,
    })),
    ...findPlainSecrets(sparkConf).map(inClear('sparkConf')),
    ...findPlainSecrets(environment).map(inClear('environment')),
  ];
}

/** The value is never repeated. */
function inClear(key: string): (name: string) => ClusterFault {
  return (name) => ({
    key,
    name,
    message: `looks like a secret in clear text, which everyone in the workspace could read; write {{secrets/scope/key}}`,
  });
}

/** `-dbr17.3` and the like come after both. */
const LONGEST_TAG = 10;

function checkNames({
  flavour,
  definition,
  options,
}: ClusterSubject): ClusterFault[] {
  const policy = `${options?.policyPrefix ?? ''}${definition.policy ?? flavour}`;
  const faults: ClusterFault[] = [];
  if (policy.length + LONGEST_TAG > 100) {
    faults.push({
      key: 'policy',
      message: `a policy's name has 100 characters at most, and Brickyard adds the runtime to ${policy}`,
    });
  }
  if (definition.pool && flavour.length + LONGEST_TAG + POOL_HASH > 99) {
    faults.push({
      key: 'pool',
      message: `a pool's name has 99 characters at most, and Brickyard adds runtime and image to ${flavour}`,
    });
  }
  return faults;
}
