import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { isReportable, renderError } from '../../errors';
import type { Inventory } from '../../inventory/inventory';
import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { localName } from '../names/published-name';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { recordPath } from './image-record';
import { writeJsonFile } from './json-file';

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
  if (image.use.fromScratch || readRecord(image, context.root)) return;
  rmSync(file, { force: true });
  const seen = await tryCollect(image, context, services);
  if (seen === undefined) return;
  writeInventory(image, seen, context.root);
  const { countPackages } = await import('../../ecosystems/count-packages');
  const contents = countPackages(seen.inventory);
  context.reporter.line(image.id, `contains ${contents}: ${path}`);
}

/** Same image and same probe, same bytes, whoever looked. */
export function writeInventory(
  image: KeyedImage,
  { probe, inventory }: { probe: string; inventory: Inventory },
  root: string,
): void {
  const { flavour, runtime, key } = image;
  const named = { flavour: flavour.name, runtime: runtime.name, key, probe };
  const record: InventoryRecord = { schema: SCHEMA, ...named, ...inventory };
  writeJsonFile(root, recordPath(image, 'inventory'), record);
}

/** What this very probe said of this very image, if that is recorded. */
export function readInventory(
  image: KeyedImage,
  probe: string,
  root: string,
): Inventory | undefined {
  const record = readRecord(image, root);
  return record?.probe === probe ? record : undefined;
}

async function tryCollect(
  image: KeyedImage,
  { options, signal }: InventoryContext,
  { engine, warn }: Services,
): Promise<{ probe: string; inventory: Inventory } | undefined> {
  // A run in which nothing is looked into need not load what reads it.
  const { collectInventory } = await import('../../inventory/collect');
  const { digestProbe, writeProbe } = await import('../../inventory/probe');
  const { importsFor } = await import('../../conformance/imported-modules');
  // What docker-test and doctor ask: all three write down the same.
  const imports = importsFor(image.runtime);
  const name = localName(image, options, keyTag(image.key));
  try {
    const inventory = await collectInventory(engine, name, signal, imports);
    return { probe: digestProbe(writeProbe(imports)), inventory };
  } catch (error) {
    if (!isReportable(error)) throw error;
    warn(
      `${image.id}: what it contains is not recorded: ${renderError(error)}`,
    );
    return undefined;
  }
}

/** What is recorded of this very image, in today's words. */
export function readRecord(
  image: KeyedImage,
  root: string,
): InventoryRecord | undefined {
  const file = join(root, recordPath(image, 'inventory'));
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as InventoryRecord;
    const isCurrent = record.key === image.key && record.schema === SCHEMA;
    return isCurrent ? record : undefined;
  } catch {
    // Absent or damaged: the image itself is asked.
    return undefined;
  }
}
