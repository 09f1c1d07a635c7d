import * as v from 'valibot';

import { autoterminationMinutes } from '../flavour/cluster-definition';

const secretName = v.pipe(
  v.string(),
  v.regex(
    /^[\w.@-]{1,128}$/,
    'is not a valid name of a secret scope or key: letters, digits, "_", "-", "." and "@", at most 128',
  ),
);

/** `nx.json` → plugin `brickyard` → `options.clusters`: what cluster definitions of all flavours share. */
export const clusterOptionsSchema = v.strictObject({
  /** Where Databricks keeps user and password for the registry; left out for a registry without a login. */
  registrySecrets: v.optional(
    v.strictObject({
      scope: secretName,
      /** Name of the key, never the user; `username` when left out. */
      usernameKey: v.optional(secretName),
      /** Name of the key, never the password; `password` when left out. */
      passwordKey: v.optional(secretName),
    }),
  ),
  /** For flavours that do not set it; 60 when left out. */
  autoterminationMinutes: v.optional(autoterminationMinutes),
  /** Prefix of all policy names: `team-`. */
  policyPrefix: v.optional(v.string()),
  /** `key`, when left out: the image that was pushed. `floating`: the image that its tag names when a cluster starts. */
  imageTag: v.optional(v.picklist(['key', 'floating'])),
  /** Bundles get the policy, too, and their clusters use it; the Databricks CLI has that resource since 1.17. */
  bundlePolicies: v.optional(v.boolean()),
});

export type ClusterOptions = v.InferOutput<typeof clusterOptionsSchema>;
