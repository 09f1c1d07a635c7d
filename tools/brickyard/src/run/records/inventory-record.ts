import * as v from 'valibot';

import type {
  Inventory,
  OperatingSystem,
  Package,
  PythonEnvironment,
  RInstallation,
} from '../../inventory/inventory';
import type { ImageTarget } from '../../plan/image-target';
import type { KeyedImage } from '../../plan/key-images';
import { defineRecord } from './define-record';
import { readJsonFile } from './json-file';

/** Counts up whenever an older record says less, or says it otherwise. */
const SCHEMA = 2;

/** `dist/packages/<flavour>/inventory.json`: what an image contains, for other tools. */
export interface InventoryRecord extends Inventory {
  schema: number;
  flavour: string;
  runtime: string;
  /** Of the image that was looked into. */
  key: string;
  /** Digest of what looked into it. */
  probe: string;
}

/**
 * An entry of a list, not what it says: each ecosystem knows its own, and a
 * comparison asks them with `parseInstalled`. Their code takes 100 ms to load,
 * too long for a build that changes nothing.
 */
const entry = <T>() =>
  v.custom<T>((value) => typeof value === 'object' && value !== null);

const schema = v.looseObject({
  schema: v.literal(SCHEMA),
  flavour: v.string(),
  runtime: v.string(),
  key: v.string(),
  probe: v.string(),
  os: v.nullable(entry<OperatingSystem>()),
  python: v.array(entry<PythonEnvironment>()),
  r: v.nullable(entry<RInstallation>()),
  apt: v.array(entry<Package>()),
});

export const inventoryRecords = defineRecord<InventoryRecord>(
  'inventory',
  schema,
);

/** The record of an image by its key, whatever the files say now. */
export function readInventoryOf(
  image: ImageTarget,
  key: string,
  root: string,
): InventoryRecord | undefined {
  const value = readJsonFile(root, inventoryRecords.path(image));
  return inventoryRecords.parse({ key }, value);
}

/** The same image and probe give the same bytes, on every machine. */
export function writeInventory(
  image: KeyedImage,
  { probe, inventory }: { probe: string; inventory: Inventory },
  root: string,
): void {
  const { flavour, runtime, key } = image;
  const named = { flavour: flavour.name, runtime: runtime.name, key, probe };
  const record = { schema: SCHEMA, ...named, ...inventory };
  inventoryRecords.write(image, record, root);
}
