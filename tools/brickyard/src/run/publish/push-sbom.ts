import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { BrickyardError, isReportable } from '../../errors';
import { keyTag } from '../../key/image-key';
import { labelNames } from '../../key/image-labels';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { repositoryOf } from '../names/published-name';
import { type ImageRecord, imageRecords } from '../records/image-record';
import {
  type InventoryRecord,
  inventoryRecords,
} from '../records/inventory-record';
import { recordPath } from '../records/record-path';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { explainUnlisted } from './explain-unlisted';

/** https://www.iana.org/assignments/media-types/application/vnd.cyclonedx+json */
export const SBOM_TYPE = 'application/vnd.cyclonedx+json';

export interface SbomContext {
  /** The workspace's folder. */
  root: string;
  options: Options;
  reporter: Reporter;
}

/**
 * Puts an SBOM beside a published image, made from what was recorded of its
 * contents, and writes it to `dist`. The record remembers it, so that the next
 * push asks the registry nothing. Nothing is pulled for it, and no push fails
 * over it.
 */
export async function pushSbom(
  image: KeyedImage,
  record: ImageRecord,
  context: SbomContext,
  services: Services,
): Promise<ImageRecord> {
  const { root } = context;
  const file = join(root, recordPath(image, 'sbom'));
  // A library holds files for others to copy, and no system.
  if (image.use.fromScratch) return record;
  if (record.sbom && existsSync(file)) return record;
  const inventory = inventoryRecords.read(image, root);
  if (inventory === undefined && record.sbom !== undefined) return record;
  rmSync(file, { force: true });
  try {
    const sbom =
      inventory === undefined
        ? await findSbom(image, record, context, services)
        : await placeSbom(image, { record, inventory }, context, services);
    const settled: ImageRecord = { ...record, sbom };
    imageRecords.write(image, settled, root);
    return settled;
  } catch (error) {
    if (!isReportable(error)) throw error;
    const { options } = context;
    const what = 'has no SBOM in the registry';
    const text = explainUnlisted(error, `${image.id}: ${what}`, options);
    services.warn(text, { registry: options.registry, what, error });
    return record;
  }
}

/** Digest of the SBOM that an earlier push, or another tool, put there. */
async function findSbom(
  image: KeyedImage,
  { digest }: ImageRecord,
  { options, reporter }: SbomContext,
  { registry }: Services,
): Promise<string | null> {
  const at = repositoryOf(image, options);
  const listed = await registry.listReferrers(at, digest, SBOM_TYPE);
  for (const { digest: sbom } of listed)
    // One that was deleted may still be in the list.
    if ((await registry.headManifest(at, sbom)) !== undefined) return sbom;
  const why = 'this machine has not looked into it, and pulls nothing for that';
  reporter.line(image.id, `has no SBOM in the registry: ${why}`);
  return null;
}

async function placeSbom(
  image: KeyedImage,
  given: { record: ImageRecord; inventory: InventoryRecord },
  { root, options, reporter }: SbomContext,
  { registry }: Services,
): Promise<string> {
  const { digest, created, reference } = given.record;
  const { flavour, runtime, key } = given.inventory;
  // A run in which no SBOM is made need not load what writes one.
  const { renderSbom } = await import('../../sbom/render-sbom');
  const subject = { flavour, runtime, key, digest, created, tag: keyTag(key) };
  const text = renderSbom(subject, given.inventory);
  const path = recordPath(image, 'sbom');
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  const at = repositoryOf(image, options);
  const manifest = await registry.headManifest(at, digest);
  if (manifest === undefined) throw goneError(reference);
  const sbom = await registry.putReferrer(at, manifest, {
    artifactType: SBOM_TYPE,
    mediaType: SBOM_TYPE,
    bytes: Buffer.from(text),
    annotations: { [labelNames.key]: key },
  });
  reporter.line(image.id, `has an SBOM beside it: ${path}`);
  return sbom;
}

function goneError(reference: string): BrickyardError {
  const message = `${reference} is no longer in the registry`;
  return new BrickyardError('REGISTRY_FAILED', message);
}
