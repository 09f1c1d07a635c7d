import type { CredentialsFor } from '../../engine/engine';
import type { KeyedImage } from '../../plan/key-images';
import type { Workspace } from '../../workspace/workspace';
import type { PreparedPlan } from '../plan/prepare-plan';
import {
  digestReference,
  type ImageRecord,
  imageRecords,
  makeImageRecord,
} from '../records/image-record';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import { pushDefinition } from './push-definition';
import { type PushedImage, pushImage, readOwn } from './push-image';
import { pushSbom } from './push-sbom';
import { shareRecordedPass } from './share-pass';
import { writeClusterFiles } from './write-cluster-files';

/** What publishing takes of a run. */
export interface Publishing {
  request: {
    workspace: Workspace;
    channel?: string;
    credentials: CredentialsFor;
    signal?: AbortSignal;
  };
  prepared: Pick<PreparedPlan, 'found'>;
  services: Services;
  reporter: Reporter;
}

export interface PublishedImage {
  pushed: PushedImage;
  record: ImageRecord;
}

/** Puts an image into the registry, and writes that down. */
export async function publishImage(
  image: KeyedImage,
  run: Publishing,
): Promise<PublishedImage> {
  const { request, prepared, services, reporter } = run;
  const { credentials, channel, signal } = request;
  const { options } = request.workspace;
  const context = { options, channel, credentials, reporter, signal };
  const digest = prepared.found.get(image.id)?.digest;
  const pushed = await pushImage(image, digest, context, services);
  return { pushed, record: await keepRecord(image, pushed, run) };
}

/**
 * Puts beside a published image what is said about it, and writes its files for
 * clusters. The SBOM is made of the inventory, which has to be there by then.
 */
export async function describeImage(
  image: KeyedImage,
  { pushed, record }: PublishedImage,
  { request, services, reporter }: Publishing,
): Promise<PublishedImage> {
  const { workspace, channel } = request;
  const { root, options } = workspace;
  const place = { root, options, reporter };
  const files = await writeClusterFiles(image, pushed, { ...place, channel });
  // The SBOM first: where tags are immutable, a list takes one entry.
  const withSbom = await pushSbom(image, record, place, services);
  const settled = await pushDefinition(
    image,
    { record: withSbom, files },
    place,
    services,
  );
  await shareRecordedPass(image, place, services);
  return { pushed, record: settled };
}

/** Rewritten only when it says something else; the registry is read only then. */
async function keepRecord(
  image: KeyedImage,
  pushed: PushedImage,
  run: Publishing,
): Promise<ImageRecord> {
  const { workspace } = run.request;
  const { options } = workspace;
  const found = imageRecords.read(image, workspace.root);
  const reference = digestReference(image, pushed.digest, options);
  // A record of another registry says nothing about this one.
  const kept = found?.reference === reference ? found : undefined;
  if (kept?.tags.join() === pushed.tags.join()) return kept;
  const published =
    pushed.published ??
    (await readOwn(image, pushed.digest, { options }, run.services));
  const record = makeImageRecord(image, { ...pushed, published }, options);
  // What lies beside an image stays when only its tags change.
  if (kept !== undefined) {
    record.sbom = kept.sbom;
    record.definition = kept.definition;
  }
  imageRecords.write(image, record, workspace.root);
  return record;
}
