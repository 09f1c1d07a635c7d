import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty('is empty'));

/** Which cluster an image is for. */
export const clusterDefinitionSchema = v.strictObject({
  /** As the cloud calls it: `Standard_D8ds_v5`, `i3.xlarge`. */
  nodeType: text,
  /** A number, or the bounds between which Databricks scales. */
  workers: v.optional(
    v.union([
      v.pipe(v.number(), v.integer(), v.minValue(0)),
      v.strictObject({
        min: v.pipe(v.number(), v.integer(), v.minValue(1)),
        max: v.pipe(v.number(), v.integer(), v.minValue(1)),
      }),
    ]),
  ),
  /** `dedicated` when left out: the one that takes R and custom containers. */
  accessMode: v.optional(v.picklist(['dedicated', 'standard'])),
  sparkConf: v.optional(v.record(text, v.string())),
  environment: v.optional(v.record(text, v.string())),
});

export type ClusterDefinition = v.InferOutput<typeof clusterDefinitionSchema>;
