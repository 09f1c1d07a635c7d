import * as v from 'valibot';

const text = v.pipe(v.string(), v.nonEmpty('is empty'));
const whole = v.pipe(v.number(), v.integer('is not a whole number'));
const count = v.pipe(whole, v.minValue(0, 'is less than 0'));

const workerRange = v.pipe(
  v.strictObject({
    min: v.pipe(
      whole,
      v.minValue(1, 'is less than one; a single node is workers: 0'),
    ),
    max: v.pipe(whole, v.minValue(1, 'is less than one')),
  }),
  // "max_workers must be strictly greater than min_workers"
  v.check(
    ({ min, max }) => max > min,
    'max is not above min; a fixed number is written workers: 4',
  ),
);

/**
 * Minutes without work after which a cluster ends; 0 for never.
 * https://registry.terraform.io/providers/databricks/databricks/latest/docs/resources/cluster#autotermination_minutes-1
 */
export const autoterminationMinutes = v.pipe(
  whole,
  v.check(
    (minutes) => minutes === 0 || (minutes >= 10 && minutes <= 10_000),
    'is neither 0, for never, nor between 10 and 10000',
  ),
);

const pool = v.strictObject({
  /** Nodes that wait with the image on them; 0 when left out. */
  minIdle: v.optional(count),
  /** Nodes at most, in use or waiting; no limit when left out. */
  maxCapacity: v.optional(v.pipe(whole, v.minValue(1, 'is less than one'))),
  /** Minutes that a node beyond `minIdle` waits; 30 when left out. */
  idleMinutes: v.optional(
    v.pipe(count, v.maxValue(10_000, 'is more than 10000')),
  ),
});

const variable = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'is not a valid name: use letters, digits and _, and do not start with a digit',
  ),
);

const sparkKey = v.pipe(
  v.string(),
  v.regex(/^[^\s=]+$/, 'is not a key of a Spark configuration'),
);

/** Which cluster an image is for: what `docker-push` writes definitions of. */
export const clusterDefinitionSchema = v.strictObject({
  /** Of the workers, as the cloud calls it: `Standard_D8ds_v5`, `i3.xlarge`. */
  nodeType: text,
  /** Of the driver; as the workers' when left out. */
  driverNodeType: v.optional(text),
  /** A number, or the bounds between which Databricks scales; 0, or nothing, for a single node. */
  workers: v.optional(v.union([count, workerRange])),
  /** `dedicated` when left out: the one that takes R and custom containers. */
  accessMode: v.optional(v.picklist(['dedicated', 'standard'])),
  /** The user of a dedicated cluster, where it is the same one everywhere: `single_user_name`. */
  user: v.optional(text),
  /** Keys of the runtime, `16.4.x-scala2.12`; the first one of each line when left out. */
  sparkVersions: v.optional(
    v.pipe(v.array(text), v.nonEmpty('names no runtime')),
  ),
  /** A value that is a secret is written `{{secrets/scope/key}}`. */
  sparkConf: v.optional(v.record(sparkKey, v.string())),
  /** Variables of driver and workers; secrets as in `sparkConf`. */
  environment: v.optional(v.record(variable, v.string())),
  /** Tags of the cloud's resources, for the bill. */
  tags: v.optional(v.record(text, v.string())),
  /** Wins over the one of nx.json; 60 when neither says. Job clusters ignore it. */
  autoterminationMinutes: v.optional(autoterminationMinutes),
  /** Name of the policy; the flavour's when left out. The line is added: `popeye-dbr17.3`. */
  policy: v.optional(text),
  /** Nodes that have the image before a cluster asks for them. */
  pool: v.optional(pool),
});

export type ClusterDefinition = v.InferOutput<typeof clusterDefinitionSchema>;
