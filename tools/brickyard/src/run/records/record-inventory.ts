import { isReportable, renderError } from '../../errors';
import type { Inventory } from '../../inventory/inventory';
import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { localName } from '../names/published-name';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { inventoryRecords, writeInventory } from './inventory-record';

export interface InventoryContext {
  /** The workspace's folder. */
  root: string;
  options: Options;
  reporter: Reporter;
  signal?: AbortSignal;
}

/**
 * Writes what an image of the engine contains, unless the file is about this
 * very image. Whether modules load is left to docker-test: trying that takes longer
 * than all the rest. An image that cannot be looked into is good all the same: a
 * warning, and no file rather than an old one.
 */
export async function recordInventory(
  image: KeyedImage,
  context: InventoryContext,
  services: Services,
): Promise<void> {
  const { root } = context;
  // A library holds files for others to copy, and no system.
  if (image.use.fromScratch || inventoryRecords.read(image, root)) return;
  inventoryRecords.remove(image, root);
  const seen = await tryCollect(image, context, services);
  if (seen === undefined) return;
  writeInventory(image, seen, root);
  const { countPackages } = await import('../../ecosystems/count-packages');
  const contents = countPackages(seen.inventory);
  const path = inventoryRecords.path(image);
  context.reporter.line(image.id, `contains ${contents}: ${path}`);
}

async function tryCollect(
  image: KeyedImage,
  { options, signal }: InventoryContext,
  { engine, warn }: Services,
): Promise<{ probe: string; inventory: Inventory } | undefined> {
  // A run in which nothing is looked into need not load what reads it.
  const { collectInventory } = await import('../../inventory/collect');
  const { digestProbe, writeProbe } = await import('../../inventory/probe');
  const name = localName(image, options, keyTag(image.key));
  try {
    const inventory = await collectInventory(engine, name, signal);
    return { probe: digestProbe(writeProbe()), inventory };
  } catch (error) {
    if (!isReportable(error)) throw error;
    warn(
      `${image.id}: what it contains is not recorded: ${renderError(error)}`,
    );
    return undefined;
  }
}
