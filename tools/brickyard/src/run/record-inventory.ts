import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isBrickyardError, renderError } from '../errors';
import type { Inventory } from '../inventory/inventory';
import { keyTag } from '../key/image-key';
import type { KeyedImage } from '../plan/key-images';
import type { Options } from '../workspace/options';
import { recordPath } from './image-record';
import { localName } from './published-name';
import type { Reporter } from './reporter';
import type { Services } from './services';

/** `dist/packages/<flavour>/inventory.json`: what an image contains, for other tools. */
export interface InventoryRecord extends Inventory {
  flavour: string;
  runtime: string;
  /** Of the image that was looked into. */
  key: string;
}

export interface InventoryContext {
  /** The workspace's folder. */
  root: string;
  options: Options;
  reporter: Reporter;
  signal?: AbortSignal;
}

/**
 * Writes what an image of the engine contains, unless the file is about this
 * very image. An image that cannot be looked into is good all the same: a
 * warning, and no file rather than an old one.
 */
export async function recordInventory(
  image: KeyedImage,
  context: InventoryContext,
  services: Services,
): Promise<void> {
  const path = recordPath(image, 'inventory');
  const file = join(context.root, path);
  // A library holds files for others to copy, and no system.
  if (image.use.fromScratch || readKey(file) === image.key) return;
  rmSync(file, { force: true });
  const inventory = await tryCollect(image, context, services);
  if (inventory === undefined) return;
  const { flavour, runtime, key } = image;
  const named = { flavour: flavour.name, runtime: runtime.name, key };
  const record: InventoryRecord = { ...named, ...inventory };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
  context.reporter.line(image.id, `contains ${summarize(inventory)}: ${path}`);
}

async function tryCollect(
  image: KeyedImage,
  { options, signal }: InventoryContext,
  { engine, warn }: Services,
): Promise<Inventory | undefined> {
  // A run in which nothing is looked into need not load what reads it.
  const { collectInventory } = await import('../inventory/collect');
  const name = localName(image, options, keyTag(image.key));
  try {
    return await collectInventory(engine, name, signal);
  } catch (error) {
    if (!isBrickyardError(error) || error.code === 'INTERRUPTED') throw error;
    warn(
      `${image.id}: what it contains is not recorded: ${renderError(error)}`,
    );
    return undefined;
  }
}

/** The key that a record is about; `undefined` when it is absent or damaged. */
function readKey(file: string): unknown {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { key?: unknown }).key;
  } catch {
    return undefined;
  }
}

/** `109 Python packages, 31 R packages, 212 Debian packages` */
function summarize({ python, r, apt }: Inventory): string {
  const counts: [number, string][] = [
    [python.flatMap(({ packages }) => packages).length, 'Python'],
    [r?.packages.length ?? 0, 'R'],
    [apt.length, 'Debian'],
  ];
  const found = counts.filter(([count]) => count > 0);
  const parts = found.map(([count, kind]) => `${count} ${kind}`);
  return parts.length === 0 ? 'no packages' : `${parts.join(', ')} packages`;
}
