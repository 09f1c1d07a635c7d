import * as v from 'valibot';

import { BrickyardError } from '../errors';
import { parseJson } from '../parse-json';
import { validate } from '../validate';

/** What a definition is called beside its image. */
export const DEFINITION_TYPE =
  'application/vnd.brickyard.cluster-definition.v1+json';

/** Of the content: readers refuse a newer one. */
const SCHEMA = 1;

// They become files of a folder, and must not leave it.
const fileName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+$/, 'is not the name of a file'),
);

const schema = v.object({
  schema: v.literal(SCHEMA),
  flavour: v.string(),
  runtime: v.string(),
  /** `registry/team/python@sha256:…` */
  image: v.string(),
  files: v.array(v.object({ name: fileName, text: v.string() })),
});

/** All that a platform team applies for one image, in one order. */
export type ClusterDefinitionFiles = Omit<
  v.InferOutput<typeof schema>,
  'schema'
>;

/** The same bytes for the same definition. */
export function renderDefinitionArtifact({
  flavour,
  runtime,
  image,
  files,
}: ClusterDefinitionFiles): string {
  const content = { schema: SCHEMA, flavour, runtime, image, files };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** `name` is what messages call it. Throws DEFINITION_INVALID. */
export function parseDefinitionArtifact(
  text: string,
  name: string,
): ClusterDefinitionFiles {
  const code = 'DEFINITION_INVALID';
  const value = parseJson(text, name, code);
  const found = (value as { schema?: unknown } | null)?.schema;
  if (typeof found === 'number' && found > SCHEMA) {
    const message = `${name}: is of schema ${found}, and this version of brickyard reads ${SCHEMA}`;
    throw new BrickyardError(code, message, { hint: 'update brickyard' });
  }
  return validate(schema, value, { file: name, code });
}
