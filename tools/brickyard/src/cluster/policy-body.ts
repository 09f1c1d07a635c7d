import type { Cluster } from './cluster';
import { dataSecurityMode, digestVariable } from './cluster-body';

export interface FixedValue {
  type: 'fixed';
  value: string;
  /** Not shown to people who create clusters. */
  hidden?: true;
}

export type PolicyRule = FixedValue | { type: 'forbidden' };

/** Body of `POST /api/2.0/policies/clusters/create` and, with a `policy_id`, of `edit`. */
export interface PolicyBody {
  name: string;
  description: string;
  /** JSON as text, as the API takes it. */
  definition: string;
}

export function policyBody(cluster: Cluster): PolicyBody {
  return {
    name: cluster.policyName,
    description: describePolicy(cluster),
    definition: JSON.stringify(policyDefinition(cluster)),
  };
}

function describePolicy({ name, image }: Cluster): string {
  return `${name}: ${image.isFloating ? image.floatingUrl : image.digest}`;
}

/**
 * Image, runtime and access mode together: one of them alone could be paired
 * with another that it does not run on. The digest, too: a cluster that is made
 * to comply takes the new image, and would keep what it knew of the old one.
 * https://docs.databricks.com/aws/en/admin/clusters/policy-definition
 */
export function policyDefinition(cluster: Cluster): Record<string, PolicyRule> {
  const { image, login, sparkVersion } = cluster;
  return {
    spark_version: fixed(sparkVersion),
    data_security_mode: fixed(dataSecurityMode(cluster)),
    'docker_image.url': fixed(image.url),
    ...(login && {
      'docker_image.basic_auth.username': hidden(login.username),
      'docker_image.basic_auth.password': hidden(login.password),
    }),
    [`spark_env_vars.${digestVariable}`]: image.isFloating
      ? { type: 'forbidden' }
      : fixed(image.digest),
  };
}

function fixed(value: string): FixedValue {
  return { type: 'fixed', value };
}

function hidden(value: string): FixedValue {
  return { type: 'fixed', value, hidden: true };
}
