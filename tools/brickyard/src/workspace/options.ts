import * as v from 'valibot';

import { problemsError } from '../errors';

const text = v.pipe(v.string(), v.nonEmpty());

/** `nx.json` → plugin `brickyard` → `options`. */
const optionsSchema = v.strictObject({
  /** Registry host: `docker.io`, `team.azurecr.io`, `127.0.0.1:5000`. */
  registry: v.optional(text),
  /** Path below the registry: images are `<registry>/<namespace>/<flavour>`. */
  namespace: v.optional(text),
  /** How Dockerfiles name a parent of this workspace: `FROM <local>/<flavour>`. */
  localNamespace: v.optional(text),
  /** Folder of runtime lines that this workspace adds. */
  runtimes: v.optional(text),
  /** Profile file, relative to the workspace. */
  profile: v.optional(text),
});

/** A profile overlays the options for a place: a lab, an air-gapped site. */
const profileSchema = v.strictObject({
  $schema: v.optional(v.string()),
  description: v.optional(v.string()),
  registry: v.optional(text),
  namespace: v.optional(text),
  /** Relative to the profile's own file. */
  runtimes: v.optional(text),
  /** Runtime line that takes the place of every other. */
  runtime: v.optional(text),
  /** External reference → the reference to use for it. */
  substitutes: v.optional(v.record(text, text)),
  /** Registries besides loopback that are spoken to without TLS. */
  insecureRegistries: v.optional(v.array(text)),
});

export type PluginOptions = v.InferOutput<typeof optionsSchema>;
export type Profile = v.InferOutput<typeof profileSchema>;

/** Options after profile and environment: what the rest of the code sees. */
export interface Options {
  registry: string;
  namespace: string;
  localNamespace: string;
  /** Folders of additional runtime lines, as given by options and profile. */
  runtimes: string[];
  runtime?: string;
  substitutes: Readonly<Record<string, string>>;
  insecureRegistries: readonly string[];
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

/** Environment wins over profile, profile over nx.json. */
export function mergeOptions({
  options,
  profile,
  environment,
}: OptionLayers): Options {
  return {
    registry:
      environment['BRICKYARD_REGISTRY'] ||
      profile?.registry ||
      options.registry ||
      'docker.io',
    namespace:
      environment['BRICKYARD_NAMESPACE'] ||
      profile?.namespace ||
      options.namespace ||
      'brickyard',
    localNamespace: options.localNamespace ?? 'brickyard',
    runtimes: [options.runtimes, profile?.runtimes].filter(
      (folder) => folder !== undefined,
    ),
    runtime: profile?.runtime,
    substitutes: profile?.substitutes ?? {},
    insecureRegistries: profile?.insecureRegistries ?? [],
  };
}

function parseWith<T extends v.GenericSchema>(
  schema: T,
  value: unknown,
  file: string,
): v.InferOutput<T> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => {
    const key = v.getDotPath(issue) ?? '(whole file)';
    const unknown =
      issue.type === 'strict_object' && issue.expected === 'never';
    return {
      place: { file },
      message: unknown ? `unknown key '${key}'` : `${key}: ${issue.message}`,
    };
  });
  throw problemsError('OPTIONS_INVALID', problems);
}
