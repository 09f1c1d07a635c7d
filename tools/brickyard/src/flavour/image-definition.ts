import * as v from 'valibot';

import { clusterDefinitionSchema } from './cluster-definition';
import { issuePath } from './issue-path';
import { pythonDefinitionSchema } from './python-definition';
import { rDefinitionSchema } from './r-definition';

const text = v.pipe(v.string(), v.nonEmpty('is empty'));

const identifier = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    'is not a valid name: use letters, digits and _, and do not start with a digit',
  ),
);

const secret = v.pipe(
  v.strictObject({
    /** What `RUN --mount=type=secret,id=…` asks for. */
    id: text,
    /** Environment variable that holds the value. */
    env: v.optional(identifier),
    /** File that holds the value, relative to the workspace. */
    file: v.optional(text),
  }),
  v.check(
    (value) => (value.env === undefined) !== (value.file === undefined),
    'needs either env or file, not both',
  ),
);

/** A day that exists: not 2027-02-30. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  // A Date carries a day too many over into the next month.
  return !isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const waiver = v.strictObject({
  /** Id of a rule that `nx lint` and `nx docker-test` check: `IMG-04`. */
  rule: v.pipe(
    v.string(),
    v.regex(/^[A-Z]+-\d\d$/, 'is not the id of a rule, such as IMG-04'),
  ),
  /** Why this image may break it; shown with every result. */
  reason: v.pipe(
    v.string(),
    v.check((value) => value.trim() !== '', 'is empty; say why'),
  ),
  /** Runtime lines that it applies to; all when left out. */
  runtimes: v.optional(v.pipe(v.array(text), v.nonEmpty('names no line'))),
  /** Its last day, `2027-03-31`: after that, findings count again. */
  until: v.optional(
    v.pipe(
      v.string(),
      v.check(isDay, 'is not a day of the calendar: write it as 2027-03-31'),
    ),
  ),
});

const tests = v.strictObject({
  /** Tests reach what the engine's machine reaches; without it they have only loopback. */
  network: v.optional(v.boolean()),
  /** Seconds for each test; 120 when left out. */
  timeout: v.optional(
    v.pipe(
      v.number(),
      v.integer('is not a whole number of seconds'),
      v.minValue(1, 'is less than a second'),
    ),
  ),
});

/** A user or team as CODEOWNERS names them. */
export const ownerSchema = v.pipe(
  v.string(),
  v.regex(
    /^(?:@[\w-]+(?:\/[\w.-]+)?|[^\s@]+@[^\s@]+\.[^\s@]+)$/,
    'is not an owner: write @user, @organisation/team or an e-mail address',
  ),
);

/** What `image.ts` may say. Unknown keys are refused: they are typing errors. */
const definition = v.strictObject({
  /** One line; package.json's description when left out. */
  description: v.optional(v.string()),
  /** Runtime lines to build for; the first one also gets the tag `latest`. */
  runtimes: v.pipe(
    v.array(text),
    v.nonEmpty('names no runtime line; one is needed'),
    v.check(
      (lines) => new Set(lines).size === lines.length,
      'names a line twice',
    ),
  ),
  /** What notebooks on this image are written in. */
  languages: v.optional(v.array(v.picklist(['python', 'r', 'scala', 'sql']))),
  /** Who reviews a change: a line of CODEOWNERS. */
  owners: v.optional(v.pipe(v.array(ownerSchema), v.nonEmpty('names nobody'))),
  /** The most that a cluster may have to download, compressed: `1.5 GB`. */
  maxSize: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+(?:\.\d+)? [MG]B$/, 'is not a size: write 800 MB or 1.5 GB'),
    ),
  ),
  /** The cluster it is for. */
  cluster: v.optional(clusterDefinitionSchema),
  /** Build args that win over the runtime's. */
  args: v.optional(v.record(identifier, v.string())),
  /** Stage to build instead of the last. */
  target: v.optional(text),
  secrets: v.optional(v.array(secret)),
  /** Indexes of Python packages besides the main one, and what is built. */
  python: v.optional(pythonDefinitionSchema),
  /** Repositories of R packages besides CRAN and Bioconductor. */
  r: v.optional(rDefinitionSchema),
  /** How `nx docker-test` runs the files in `tests` and its other checks. */
  tests: v.optional(tests),
  /** Rules whose findings do not count for this image. */
  waivers: v.optional(
    v.pipe(
      v.array(waiver),
      v.check(
        (list) => new Set(list.map(({ rule }) => rule)).size === list.length,
        'waives a rule twice',
      ),
    ),
  ),
});

/** The same, with what one key asks of another. */
export const imageDefinitionSchema = v.pipe(
  definition,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { python, r, secrets = [] } = dataset.value;
    const feeds = [
      ...listFeeds(['python', 'indexes'], python?.indexes),
      ...listFeeds(['r', 'repositories'], r?.repositories),
    ];
    for (const { keys, secret: id } of feeds)
      if (id !== undefined && !secrets.some((entry) => entry.id === id))
        addIssue({
          message: `secrets has no entry '${id}': add { id: '${id}', env: '…' }`,
          path: issuePath(dataset.value, [...keys, 'secret']),
        });
  }),
);

function listFeeds(
  keys: readonly [string, string],
  feeds: Readonly<Record<string, { secret?: string }>> = {},
) {
  return Object.entries(feeds).map(([name, { secret }]) => ({
    keys: [...keys, name] as const,
    secret,
  }));
}

/** How a flavour is described in its `image.ts`. */
export type ImageDefinition = v.InferInput<typeof imageDefinitionSchema>;
export type SecretSource = v.InferOutput<typeof secret>;
