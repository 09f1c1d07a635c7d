import * as v from 'valibot';

import { ecosystemTable } from '../ecosystems/ecosystem-table';
import { problemsError } from '../errors';
import { explainIssue } from '../explain-issue';
import type { Installed } from './list-groups';

/** Older records have fewer fields, newer ones have more. */
function createSchema() {
  const fields = ecosystemTable.map(({ record }) => {
    const { field, schema, isRequired } = record;
    return [field, isRequired ? schema : v.optional(schema)] as const;
  });
  return v.object({
    key: v.optional(v.string()),
    ...Object.fromEntries(fields),
    size: v.optional(v.number()),
  });
}

/** The parts of an inventory that are compared, and the key of its image. */
type InstalledRecord = Installed & { key?: string };

/** Reads a decoded `inventory.json`. Throws INVENTORY_INVALID with every wrong key. */
export function parseInstalled(value: unknown, file: string): InstalledRecord {
  const result = v.safeParse(createSchema(), value);
  if (result.success) return result.output as InstalledRecord;
  const problems = result.issues.map((issue) => {
    const path = v.getDotPath(issue) ?? 'the file';
    return { place: { file }, message: `${path}: ${explainIssue(issue)}` };
  });
  throw problemsError('INVENTORY_INVALID', problems);
}
