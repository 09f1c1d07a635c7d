import * as v from 'valibot';

import { ecosystemTable } from '../ecosystems/ecosystem-table';
import { validate } from '../validate';
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
  return validate(createSchema(), value, {
    file,
    code: 'INVENTORY_INVALID',
  }) as InstalledRecord;
}
