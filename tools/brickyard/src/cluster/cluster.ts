import type { ClusterDefinition } from '../flavour/cluster-definition';
import type { Flavour } from '../flavour/flavour';
import { familiarName } from '../reference/print-reference';
import type { Reference } from '../reference/reference';
import { runtimeTag } from '../runtime/runtime-tag';
import type { Runtime } from '../runtime/schema';
import type { ClusterOptions } from '../workspace/cluster-options';

/** The published image of a flavour for a line. */
export interface ClusterImage {
  /** With the immutable tag. */
  reference: Reference;
  /** The tag that moves with the line, where such tags are published. */
  floatingTag?: string;
  digest: string;
}

/** The cluster that an image is for, with everything decided: renderers only write it down. */
export interface Cluster {
  flavour: string;
  /** `17.3-LTS` */
  line: string;
  /** `popeye-dbr17.3` */
  name: string;
  definition: ClusterDefinition;
  sparkVersion: string;
  /** All keys of the image's line, including the one above. */
  sparkVersions: readonly string[];
  image: {
    /** What the cluster names: the immutable tag, unless the options say otherwise. */
    url: string;
    keyUrl: string;
    /** The same as `keyUrl` where no tag floats. */
    floatingUrl: string;
    digest: string;
    isFloating: boolean;
  };
  /** Both as `{{secrets/scope/key}}`: a definition never has them in clear. */
  login?: { username: string; password: string };
  autoterminationMinutes: number;
  policyName: string;
  /** Whether bundles have the policy, too. */
  hasBundlePolicy: boolean;
}

export interface ClusterRequest {
  flavour: Pick<Flavour, 'name'>;
  definition: ClusterDefinition;
  runtime: Runtime;
  image: ClusterImage;
  options?: ClusterOptions;
}

/** `undefined` where no cluster can start on the image: its line is not a Databricks runtime. */
export function makeCluster(request: ClusterRequest): Cluster | undefined {
  const { flavour, definition, runtime, options = {} } = request;
  const sparkVersion = pickSparkVersion(definition, runtime);
  if (!runtime.databricks || sparkVersion === undefined) return undefined;
  const { registrySecrets } = options;
  return {
    flavour: flavour.name,
    line: runtime.name,
    ...nameCluster(request),
    definition,
    sparkVersion,
    sparkVersions: runtime.sparkVersions ?? [],
    image: nameImage(request.image, options),
    login: registrySecrets && referToSecrets(registrySecrets),
    autoterminationMinutes:
      definition.autoterminationMinutes ?? options.autoterminationMinutes ?? 60,
    hasBundlePolicy: options.bundlePolicies ?? false,
  };
}

/** What the cluster and its policy are called in a Databricks workspace. */
export function nameCluster({
  flavour,
  definition,
  runtime,
  options = {},
}: Omit<ClusterRequest, 'image'>): Pick<Cluster, 'name' | 'policyName'> {
  const tag = runtimeTag(runtime);
  const { policyPrefix = '' } = options;
  return {
    name: `${flavour.name}-${tag}`,
    policyName: `${policyPrefix}${definition.policy ?? flavour.name}-${tag}`,
  };
}

function pickSparkVersion(
  { sparkVersions = [] }: ClusterDefinition,
  runtime: Runtime,
): string | undefined {
  const known = runtime.sparkVersions ?? [];
  return sparkVersions.find((key) => known.includes(key)) ?? known[0];
}

function nameImage(
  { reference, floatingTag, digest }: ClusterImage,
  { imageTag }: ClusterOptions,
): Cluster['image'] {
  const keyUrl = familiarName(reference);
  const floatingUrl = familiarName({
    ...reference,
    tag: floatingTag ?? reference.tag,
  });
  const isFloating = imageTag === 'floating';
  const url = isFloating ? floatingUrl : keyUrl;
  return { url, keyUrl, floatingUrl, digest, isFloating };
}

function referToSecrets({
  scope,
  usernameKey = 'username',
  passwordKey = 'password',
}: NonNullable<ClusterOptions['registrySecrets']>): Cluster['login'] {
  const refer = (key: string) => `{{secrets/${scope}/${key}}}`;
  return { username: refer(usernameKey), password: refer(passwordKey) };
}
