import * as v from 'valibot';

/** `nx.json` → plugin `brickyard` → `options.ci`: what the synthesised workflows depend on. */
export const ciOptionsSchema = v.strictObject({});

export type CiOptions = v.InferOutput<typeof ciOptionsSchema>;
