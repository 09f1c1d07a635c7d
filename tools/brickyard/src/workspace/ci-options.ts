import * as v from 'valibot';

import { ownerSchema } from '../flavour/image-definition';
import { explainCron } from './explain-cron';

/** Goes into YAML and shell words: no character is special to either. */
const label = v.pipe(
  v.string(),
  v.regex(
    /^[\w.-]+(?: [\w.-]+)*$/,
    'is not a valid name: use letters, digits, spaces, dots, _ and -',
  ),
);

/** The one command of a step: no character is special to YAML, agents or shells. */
const command = v.pipe(
  v.string(),
  v.regex(
    /^[\w./@][\x20-\x7e]{0,199}$/,
    'is not a command: one line of at most 200 characters',
  ),
  v.check(
    (text) => !/[;|&`<>#\\]|\$[({]|\s$/.test(text),
    'is more than one command: put it into a script of package.json',
  ),
);

/** `nx.json` → plugin `brickyard` → `options.ci`: what the synthesised workflows depend on. */
export const ciOptionsSchema = v.strictObject({
  /**
   * CI services to write pipelines for, by the ids of the renderers in `synth/`.
   * When left out, all that can log in to the registry.
   */
  providers: v.optional(
    v.pipe(
      v.array(label),
      v.check(
        (names) => new Set(names).size === names.length,
        'names one twice',
      ),
    ),
  ),
  /** When the nightly run starts, UTC: a cron line of five fields. */
  schedule: v.optional(
    v.pipe(
      v.string(),
      v.rawCheck(({ dataset, addIssue }) => {
        const problem = dataset.typed ? explainCron(dataset.value) : undefined;
        if (problem !== undefined) addIssue({ message: problem });
      }),
    ),
  ),
  /** Labels of the machines that GitHub's jobs run on. */
  runner: v.optional(
    v.union([label, v.pipe(v.array(label), v.nonEmpty('names no label'))]),
  ),
  /** Name of the agents that Azure's jobs run on; Microsoft's when left out. */
  pool: v.optional(label),
  /** Machines that share the images of a pull request. */
  machines: v.optional(
    v.pipe(
      v.number(),
      v.integer('is not a whole number'),
      v.minValue(1, 'is less than 1'),
      v.maxValue(64, 'is more than 64'),
    ),
  ),
  /** The team's own checks, run before anything is built: `npm test`. */
  checks: v.optional(
    v.pipe(
      v.array(command),
      v.check((all) => new Set(all).size === all.length, 'names one twice'),
    ),
  ),
  /** Version of Node.js, as setup-node takes it. */
  node: v.optional(
    v.pipe(
      v.string(),
      v.regex(
        /^\d+(?:\.(?:\d+|x)){0,2}$/,
        'is not a version: write 22 or 22.12.0',
      ),
    ),
  ),
  /** How pipelines log in to the registry; its name decides when left out. */
  login: v.optional(label),
  /** Azure DevOps' connection to Azure that `az acr login` uses. */
  serviceConnection: v.optional(label),
  /** Names of GitHub environments that guard jobs with credentials. */
  environments: v.optional(
    v.strictObject({
      pullRequest: v.optional(label),
      publish: v.optional(label),
      nightly: v.optional(label),
    }),
  ),
  /** Owners of everything that no `image.ts` names owners for. */
  owners: v.optional(v.pipe(v.array(ownerSchema), v.nonEmpty('names nobody'))),
  /** Files that Brickyard leaves to the team. */
  skip: v.optional(v.array(v.picklist(['codeowners', 'renovate']))),
});

export type CiOptions = v.InferOutput<typeof ciOptionsSchema>;
