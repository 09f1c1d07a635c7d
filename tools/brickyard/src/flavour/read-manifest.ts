import { join } from 'node:path';

import * as v from 'valibot';

import { readTextFile } from '../files/read-file';
import { parseJson } from '../parse-json';
import { validate } from '../validate';

export const flavourHint =
  'a flavour is a folder with Dockerfile, image.ts and package.json';

/** The fields of a flavour's package.json that Brickyard reads. */
const manifestSchema = v.looseObject({
  name: v.optional(v.string()),
  description: v.optional(v.string()),
});

export type PackageManifest = v.InferOutput<typeof manifestSchema>;

/** `path` is how messages name the folder. Throws FLAVOUR_INVALID. */
export function readManifest(folder: string, path: string): PackageManifest {
  const file = `${path}/package.json`;
  const code = 'FLAVOUR_INVALID';
  const request = { name: file, code, hint: flavourHint } as const;
  const text = readTextFile(join(folder, 'package.json'), request);
  return validate(manifestSchema, parseJson(text, file, code), { file, code });
}
