import * as v from 'valibot';

import { BrickyardError } from '../../errors';
import { parseJson } from '../../parse-json';
import type { ListedPackage } from './parse-release';

const entry = v.object({ name: v.string(), version: v.string() });
const byName = v.record(v.string(), v.string());

/** `pip list --format=json`, a CycloneDX bill, or name → version. */
const listSchema = v.union([
  v.array(entry),
  v.pipe(
    v.object({
      components: v.array(
        v.object({
          name: v.string(),
          version: v.optional(v.string()),
          purl: v.optional(v.string()),
        }),
      ),
    }),
    v.transform(({ components }) =>
      components.flatMap(({ name, version, purl }) =>
        version !== undefined && purl?.startsWith('pkg:pypi/')
          ? [{ name, version }]
          : [],
      ),
    ),
  ),
  v.pipe(
    byName,
    v.transform((packages) =>
      Object.entries(packages).map(([name, version]) => ({ name, version })),
    ),
  ),
]);

/** Throws PACKAGE_LIST_INVALID. */
export function parseJsonList(text: string, file: string): ListedPackage[] {
  const value = parseJson(text, file, 'PACKAGE_LIST_INVALID');
  const result = v.safeParse(listSchema, value);
  if (result.success) return result.output;
  throw new BrickyardError(
    'PACKAGE_LIST_INVALID',
    `${file}: is JSON, but not a list of packages`,
    {
      hint: 'write {"name": "version"} or [{"name": "…", "version": "…"}], as pip list --format=json does',
    },
  );
}
