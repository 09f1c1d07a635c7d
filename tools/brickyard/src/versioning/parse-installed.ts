import * as v from 'valibot';

import { problemsError } from '../errors';
import { explainIssue } from '../explain-issue';
import type { Installed } from './list-groups';

const item = {
  name: v.string(),
  version: v.string(),
  size: v.optional(v.number()),
};

/** Records of older and newer versions have less or more beside it. */
const schema = v.object({
  key: v.optional(v.string()),
  os: v.nullable(
    v.object({ id: v.string(), version: v.string(), name: v.string() }),
  ),
  python: v.array(
    v.object({
      environment: v.string(),
      version: v.string(),
      packages: v.array(v.object(item)),
    }),
  ),
  r: v.nullable(
    v.object({
      version: v.string(),
      packages: v.array(
        v.object({ ...item, built: v.string(), library: v.string() }),
      ),
    }),
  ),
  apt: v.array(v.object(item)),
  java: v.optional(
    v.array(v.object({ path: v.string(), version: v.string() })),
  ),
  jars: v.optional(
    v.array(
      v.object({
        name: v.string(),
        group: v.nullable(v.string()),
        version: v.nullable(v.string()),
        size: v.number(),
      }),
    ),
  ),
  size: v.optional(v.number()),
});

/** An inventory as far as it is compared, and the key of the image it is about. */
type InstalledRecord = v.InferOutput<typeof schema>;

/** `inventory.json`, decoded. Throws INVENTORY_INVALID with every wrong key. */
export function parseInstalled(value: unknown, file: string): InstalledRecord {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output satisfies Installed;
  const problems = result.issues.map((issue) => {
    const path = v.getDotPath(issue) ?? 'the file';
    return { place: { file }, message: `${path}: ${explainIssue(issue)}` };
  });
  throw problemsError('INVENTORY_INVALID', problems);
}
