import * as v from 'valibot';

import { shorten } from '../shorten';
import { explainPattern } from './pattern';

/**
 * A container-structure-test file, version 2.0.0:
 * https://github.com/GoogleContainerTools/container-structure-test
 */
const text = v.string();
const name = v.pipe(v.string(), v.nonEmpty('is empty'));
const number = v.pipe(v.number(), v.integer('is not a whole number'));
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

const fileExistenceTest = v.strictObject({
  name,
  path: name,
  shouldExist: v.optional(v.boolean(), true),
  permissions: v.optional(
    v.pipe(text, v.regex(/^\S{10}$/, 'is not like -rw-r--r--')),
  ),
  uid: v.optional(number),
  gid: v.optional(number),
  isExecutableBy: v.optional(v.picklist(['owner', 'group', 'other', 'any'])),
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
  workdir: v.optional(text),
  user: v.optional(text),
});

export const structureSchema = v.strictObject({
  schemaVersion: v.literal('2.0.0', 'is not 2.0.0, the version read here'),
  globalEnvVars: variables,
  commandTests: v.optional(v.array(commandTest), []),
  fileExistenceTests: v.optional(v.array(fileExistenceTest), []),
  fileContentTests: v.optional(v.array(fileContentTest), []),
  metadataTest: v.optional(metadataTest),
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
