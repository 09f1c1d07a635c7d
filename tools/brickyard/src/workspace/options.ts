import * as v from 'valibot';

import { BrickyardError } from '../errors';
import { validate } from '../validate';
import { type CiOptions, ciOptionsSchema } from './ci-options';
import { type ClusterOptions, clusterOptionsSchema } from './cluster-options';

const text = v.pipe(v.string(), v.nonEmpty('is empty'));
const host = v.pipe(
  v.string(),
  v.regex(
    /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?$/i,
    'is not a host: write team.azurecr.io or 127.0.0.1:5000, without https:// or a path',
  ),
);
const path = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/,
    'is not a path of lower-case names, such as team/images',
  ),
);

/** `nx.json` → plugin `brickyard` → `options`. */
const optionsSchema = v.strictObject({
  /** Registry host: `docker.io`, `team.azurecr.io`, `127.0.0.1:5000`. */
  registry: v.optional(host),
  /** Path below the registry: images are `<registry>/<namespace>/<flavour>`. */
  namespace: v.optional(path),
  /** How Dockerfiles name a parent of this workspace: `FROM <local>/<flavour>`. */
  localNamespace: v.optional(path),
  /** `false` for a registry whose tags are immutable: images are published under their key alone. */
  floatingTags: v.optional(v.boolean()),
  /** Folder of runtime lines that this workspace adds. */
  runtimes: v.optional(text),
  /** Profile file, relative to the workspace. */
  profile: v.optional(text),
  /** What the synthesised workflows depend on. */
  ci: v.optional(ciOptionsSchema),
  /** What the cluster definitions of all flavours share. */
  clusters: v.optional(clusterOptionsSchema),
});

/** Without credentials: the address ends up in an image's history. */
const address = v.pipe(
  v.string(),
  v.url('is not a URL'),
  v.check(
    (value) => !/^[a-z]+:\/\/[^/]*@/i.test(value),
    'has a user or password in it, which would show in the image; use a build secret',
  ),
);

/** Checked as a whole: a message with the key in it would show its password. */
const indexMirrors = v.pipe(
  v.record(v.string(), v.string()),
  v.check(
    (mirrors) => Object.entries(mirrors).flat().every(isPlainAddress),
    'has an address with a password, a blank or no protocol: write "https://index/simple": "https://mirror/simple"',
  ),
);

function isPlainAddress(text: string): boolean {
  return v.is(address, text) && !/\s/.test(text);
}

/** Other sources of the same packages. */
const mirrorsSchema = v.strictObject({
  /** A simple index (PEP 503); build arg PIP_INDEX_URL. */
  pip: v.optional(address),
  /** Dated repositories: `<this>/__linux__/<codename>/<day>`; build arg CRAN_MIRROR. */
  cran: v.optional(address),
  /** As `r.bioconductorRepository` of a runtime line; build arg BIOCONDUCTOR_MIRROR. */
  bioconductor: v.optional(address),
  /** In place of https://github.com: `<this>/<owner>/<repo>/archive/<commit>.tar.gz`; build arg GITHUB_MIRROR. */
  github: v.optional(address),
  /** In place of the base's own archive; build arg APT_MIRROR. */
  apt: v.optional(address),
  /** `python.indexes.*.url` of an image.ts → the address here; build arg PYTHON_INDEX_MIRRORS. */
  indexes: v.optional(indexMirrors),
});

/** A profile overlays the options for a place: a lab, an air-gapped site. */
const profileSchema = v.strictObject({
  $schema: v.optional(v.string()),
  description: v.optional(v.string()),
  registry: v.optional(host),
  namespace: v.optional(path),
  floatingTags: v.optional(v.boolean()),
  /** Relative to the profile's own file. */
  runtimes: v.optional(text),
  /** Runtime line that takes the place of every other, or one for each. */
  runtime: v.optional(v.union([text, v.record(text, text)])),
  mirrors: v.optional(mirrorsSchema),
  /** PEM files, relative to the profile, that build steps trust besides the public roots. */
  caCertificates: v.optional(v.array(text)),
  /** `host`: build steps reach what this machine reaches, its loopback too. */
  buildNetwork: v.optional(v.literal('host')),
  /** External reference → the reference to use for it. */
  substitutes: v.optional(v.record(text, text)),
  /** Registries besides loopback that are used without TLS. */
  insecureRegistries: v.optional(v.array(host)),
});

const environmentSchema = v.object({
  BRICKYARD_REGISTRY: v.optional(host),
  BRICKYARD_NAMESPACE: v.optional(path),
});

export type PluginOptions = v.InferOutput<typeof optionsSchema>;
export type Mirrors = v.InferOutput<typeof mirrorsSchema>;
export type Profile = v.InferOutput<typeof profileSchema>;

/** Options after profile and environment: what the rest of the code sees. */
export interface Options {
  registry: string;
  namespace: string;
  localNamespace: string;
  /** Publish `dbr17.3`, `latest` and tags of channels besides the immutable one. */
  floatingTags: boolean;
  /** Folders of additional runtime lines, as given by options and profile. */
  runtimes: string[];
  runtime?: string | Readonly<Record<string, string>>;
  mirrors: Mirrors;
  /** Absolute. */
  caCertificates: readonly string[];
  buildNetwork?: 'host';
  substitutes: Readonly<Record<string, string>>;
  insecureRegistries: readonly string[];
  ci: CiOptions;
  clusters?: ClusterOptions;
}

export function parsePluginOptions(
  value: unknown,
  file: string,
): PluginOptions {
  return parseWith(optionsSchema, value ?? {}, file);
}

export function parseProfile(value: unknown, file: string): Profile {
  return parseWith(profileSchema, value, file);
}

export interface OptionLayers {
  options: PluginOptions;
  profile?: Profile;
  /** `BRICKYARD_*` variables. */
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Environment wins over profile, profile over nx.json; an empty variable
 * counts as unset. Throws OPTIONS_INVALID.
 */
export function mergeOptions({
  options,
  profile,
  environment,
}: OptionLayers): Options {
  const said = Object.entries(environment).filter(([, value]) => value !== '');
  const { BRICKYARD_REGISTRY, BRICKYARD_NAMESPACE } = parseWith(
    environmentSchema,
    Object.fromEntries(said),
    'environment',
  );
  return {
    registry:
      BRICKYARD_REGISTRY ??
      profile?.registry ??
      options.registry ??
      'docker.io',
    namespace:
      BRICKYARD_NAMESPACE ??
      profile?.namespace ??
      options.namespace ??
      'brickyard',
    localNamespace: options.localNamespace ?? 'brickyard',
    floatingTags: chooseFloatingTags(options, profile),
    runtimes: [options.runtimes, profile?.runtimes].filter(
      (folder) => folder !== undefined,
    ),
    runtime: profile?.runtime,
    mirrors: profile?.mirrors ?? {},
    caCertificates: profile?.caCertificates ?? [],
    buildNetwork: profile?.buildNetwork,
    substitutes: profile?.substitutes ?? {},
    insecureRegistries: profile?.insecureRegistries ?? [],
    ci: options.ci ?? {},
    clusters: options.clusters,
  };
}

/** Clusters that start from a floating tag need one. */
function chooseFloatingTags(
  { floatingTags: own, clusters }: PluginOptions,
  profile: Profile | undefined,
): boolean {
  const isWanted = profile?.floatingTags ?? own ?? true;
  if (isWanted || clusters?.imageTag !== 'floating') return isWanted;
  const message =
    'clusters.imageTag is "floating", and floatingTags is false: clusters would name a tag that no push writes';
  throw new BrickyardError('OPTIONS_INVALID', message, {
    hint: 'leave out clusters.imageTag in nx.json, so that clusters name the image by its key',
  });
}

function parseWith<T extends v.GenericSchema>(
  schema: T,
  value: unknown,
  file: string,
): v.InferOutput<T> {
  return validate(schema, value, { file, code: 'OPTIONS_INVALID' });
}
