import * as v from 'valibot';

import { parseCommentedJson } from '../parse-json';
import { validate } from '../validate';

/** The file that makes a folder a workspace of Nx. */
export const nxJsonFile = 'nx.json';

const PLUGIN = 'brickyard';

const pluginSchema = v.union(
  [
    v.string(),
    v.looseObject({
      plugin: v.string(),
      options: v.optional(v.looseObject({})),
    }),
  ],
  'is neither the name of a plugin nor { "plugin": …, "options": … }',
);

/** Only what Brickyard reads: the rest is Nx's own. */
const nxJsonSchema = v.looseObject({
  plugins: v.optional(v.array(pluginSchema)),
  defaultBase: v.optional(v.string()),
  sync: v.optional(
    v.looseObject({ globalGenerators: v.optional(v.array(v.string())) }),
  ),
});

export type NxJson = v.InferOutput<typeof nxJsonSchema>;

/** The text may have comments, as for Nx. Throws OPTIONS_INVALID. */
export function parseNxJson(text: string): NxJson {
  return validate(nxJsonSchema, parseCommentedJson(text, nxJsonFile), {
    file: nxJsonFile,
    code: 'OPTIONS_INVALID',
  });
}

/** What nx.json gives this plugin, not checked yet. */
export function findPluginOptions({ plugins = [] }: NxJson): unknown {
  for (const entry of plugins) {
    if (typeof entry === 'object' && entry.plugin === PLUGIN)
      return entry.options;
  }
  return undefined;
}
