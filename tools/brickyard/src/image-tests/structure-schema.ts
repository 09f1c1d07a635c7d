import * as v from 'valibot';

import { shorten } from '../shorten';
import { explainPattern } from './pattern';

/**
 * A container-structure-test file, version 2.0.0:
 * https://github.com/GoogleContainerTools/container-structure-test
 */
const text = v.string();
const name = v.pipe(v.string(), v.nonEmpty('is empty'));
const number = v.number();
const texts = v.optional(v.array(text), []);

const pattern = v.pipe(
  text,
  v.check(
    (source) => explainPattern(source) === undefined,
    ({ input }) => refusePattern(input),
  ),
);
const patterns = v.optional(v.array(pattern), []);

const variable = v.pipe(
  v.strictObject({
    key: name,
    value: v.optional(text, ''),
    isRegex: v.optional(v.boolean(), false),
  }),
  v.check(
    ({ value, isRegex }) => !isRegex || explainPattern(value) === undefined,
    ({ input: { value = '' } }) => `its value ${refusePattern(value)}`,
  ),
);
const variables = v.optional(v.array(variable), []);
const command = v.pipe(v.array(text), v.nonEmpty('is empty'));

const commandTest = v.strictObject({
  name,
  setup: v.optional(v.array(command), []),
  teardown: v.optional(v.array(command), []),
  command: name,
  args: texts,
  envVars: variables,
  expectedOutput: patterns,
  excludedOutput: patterns,
  expectedError: patterns,
  excludedError: patterns,
  exitCode: v.optional(number, 0),
});

/** In Go, an empty text is as one left out, and -1 no owner. */
const wanted = v.pipe(
  text,
  v.transform((value) => (value === '' ? undefined : value)),
);
const owner = v.pipe(
  number,
  v.transform((value) => (value === -1 ? undefined : value)),
);
/** As `ls` prints them, or as Go does: `dtrwxrwxrwx`. */
const permissions = v.pipe(
  text,
  v.regex(/^$|^[-dlbcpsaLTDSugt?]+[-rwxsStT]{9}$/, 'is not like -rw-r--r--'),
  v.transform((value) => (value === '' ? undefined : value)),
);
const who = v.pipe(
  v.picklist(['', 'owner', 'group', 'other', 'any']),
  v.transform((value) => (value === '' ? undefined : value)),
);

const fileExistenceTest = v.strictObject({
  name,
  path: name,
  shouldExist: v.optional(v.boolean(), true),
  permissions: v.optional(permissions),
  uid: v.optional(owner),
  gid: v.optional(owner),
  isExecutableBy: v.optional(who),
});

const fileContentTest = v.strictObject({
  name,
  path: name,
  expectedContents: patterns,
  excludedContents: patterns,
});

const metadataTest = v.strictObject({
  envVars: variables,
  unboundEnvVars: variables,
  labels: variables,
  entrypoint: v.optional(v.array(text)),
  cmd: v.optional(v.array(text)),
  exposedPorts: texts,
  unexposedPorts: texts,
  volumes: texts,
  unmountedVolumes: texts,
  workdir: v.optional(wanted),
  user: v.optional(wanted),
});

export const structureSchema = v.strictObject({
  schemaVersion: v.literal('2.0.0', 'is not 2.0.0, the version read here'),
  globalEnvVars: variables,
  commandTests: v.optional(v.array(commandTest), []),
  fileExistenceTests: v.optional(v.array(fileExistenceTest), []),
  fileContentTests: v.optional(v.array(fileContentTest), []),
  metadataTest: v.optional(metadataTest),
  // Empty, both say nothing.
  licenseTests: v.optional(
    v.pipe(
      v.array(v.unknown()),
      v.maxLength(
        0,
        'is not checked here: which licences are allowed is for a policy, not for an image test; take it out',
      ),
    ),
  ),
  containerRunOptions: v.optional(
    v.pipe(
      v.unknown(),
      v.check(
        () => false,
        'cannot be honoured: all tests share one container, as root and without mounts; take it out',
      ),
    ),
  ),
});

export type StructureFile = v.InferOutput<typeof structureSchema>;
export type CommandTest = v.InferOutput<typeof commandTest>;
export type FileExistenceTest = v.InferOutput<typeof fileExistenceTest>;
export type FileContentTest = v.InferOutput<typeof fileContentTest>;
export type MetadataTest = v.InferOutput<typeof metadataTest>;
export type StructureVariable = v.InferOutput<typeof variable>;

function refusePattern(source: string): string {
  const why = explainPattern(source);
  return `'${shorten(source, 100)}' is not a regular expression that Brickyard can read: ${why}`;
}
