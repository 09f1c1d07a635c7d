import type { PackageGroup } from '../../ecosystems/package';
import { isBrickyardError } from '../../errors';
import type { KeyedImage } from '../../plan/key-images';
import type { ResolvedImage } from '../../plan/resolve-image';
import { listGroups } from '../../versioning/list-groups';
import { parseInstalled } from '../../versioning/parse-installed';
import type { Keys } from '../plan/read-keys';
import { inventoryRecords } from '../records/inventory-record';
import { readJsonFile } from '../records/json-file';

/** What an image has, as somebody saw who looked into it. */
export interface Built {
  groups: readonly PackageGroup[];
  /** `dist/packages/geo/inventory.json` */
  source: string;
}

/** A record that is there and does not count, and why. */
export interface Ignored {
  file: string;
  reason: 'older files' | 'other version' | 'damaged' | 'unknown base';
}

/** Images that have a record, whatever is in it. */
export function listRecorded(
  images: readonly ResolvedImage[],
  root: string,
): ReadonlyMap<string, unknown> {
  return new Map(
    images.flatMap((image) => {
      const value = readJsonFile(root, inventoryRecords.path(image));
      return value === undefined ? [] : [[image.id, value] as const];
    }),
  );
}

/** The inventory of this very image, or why its record does not count. */
export function readBuilt(
  image: ResolvedImage,
  value: unknown,
  { known }: Keys,
): Built | Ignored {
  const file = inventoryRecords.path(image);
  const keyed = known.get(image.id);
  if (keyed === undefined) return { file, reason: 'unknown base' };
  const record = inventoryRecords.parse(keyed, value);
  if (record === undefined) return { file, reason: explain(value, keyed) };
  try {
    const groups = listGroups(parseInstalled(record, file));
    return { groups, source: file };
  } catch (error) {
    if (isBrickyardError(error)) return { file, reason: 'damaged' };
    throw error;
  }
}

function explain(value: unknown, { key }: KeyedImage): Ignored['reason'] {
  const record = Object(value) as { key?: unknown };
  if (typeof record.key !== 'string') return 'damaged';
  return record.key === key ? 'other version' : 'older files';
}
