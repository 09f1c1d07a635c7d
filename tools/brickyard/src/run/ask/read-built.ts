import { existsSync } from 'node:fs';
import { join } from 'node:path';

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
  reason:
    'older files' | 'other version' | 'other line' | 'damaged' | 'unknown base';
}

/** Whether there is a record, whatever is in it. */
export function isRecorded(image: ResolvedImage, root: string): boolean {
  return existsSync(join(root, inventoryRecords.path(image)));
}

/** The inventory of this very image, or why its record does not count. */
export function readBuilt(
  image: ResolvedImage,
  root: string,
  { known }: Keys,
): Built | Ignored {
  const file = inventoryRecords.path(image);
  const value = readJsonFile(root, file);
  if (isOfOtherLine(image, value)) return { file, reason: 'other line' };
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

/** The first line's record has a name without the line; a profile may put another one in its place. */
function isOfOtherLine(
  { runtime }: Pick<ResolvedImage, 'runtime'>,
  value: unknown,
): boolean {
  const { runtime: line } = Object(value) as { runtime?: unknown };
  return typeof line === 'string' && line !== runtime.name;
}

function explain(value: unknown, { key }: KeyedImage): Ignored['reason'] {
  const record = Object(value) as { key?: unknown };
  if (typeof record.key !== 'string') return 'damaged';
  return record.key === key ? 'other version' : 'older files';
}
