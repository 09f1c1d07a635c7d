import type { KeyedImage } from '../../plan/key-images';
import { parseInstalled } from '../../versioning/parse-installed';
import { inventoryRecords, readInventoryOf } from '../records/inventory-record';

/**
 * What the image with this key has installed, as this machine has recorded it.
 * Throws INVENTORY_INVALID.
 */
export function readLastInstalled(
  image: KeyedImage,
  key: string,
  root: string,
): ReturnType<typeof parseInstalled> | undefined {
  const found = readInventoryOf(image, key, root);
  return found && parseInstalled(found, inventoryRecords.path(image));
}
