import * as v from 'valibot';

/** `nx.json` → plugin `brickyard` → `options.clusters`: what cluster definitions of all flavours share. */
export const clusterOptionsSchema = v.strictObject({});

export type ClusterOptions = v.InferOutput<typeof clusterOptionsSchema>;
