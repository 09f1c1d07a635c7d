import type { EngineImage } from '../../engine/engine';
import { isBrickyardError } from '../../errors';
import { labelNames, parseLabels } from '../../key/image-labels';
import type { KeyPart } from '../../key/key-part';
import type { KeyedImage } from '../../plan/key-images';
import type { Registry } from '../../registry/registry';
import { runtimeTag } from '../../runtime/runtime-tag';
import type { Workspace } from '../../workspace/workspace';
import {
  fetchOfManifest,
  type Published,
  type PublishedLayer,
} from '../names/fetch-published';
import { repositoryOf } from '../names/published-name';
import type { PreparedPlan } from '../plan/prepare-plan';
import { type ImageRecord, readLastRecord } from '../records/image-record';

/** The image that a build replaces in the registry. */
export interface LastImage {
  /** Left out for one that Brickyard has not built. */
  key?: string;
  /** What it was made of; left out where nobody says. */
  parts?: readonly KeyPart[];
  layers: readonly PublishedLayer[];
}

export interface LastImageRequest {
  workspace: Workspace;
  engineImages: PreparedPlan['engineImages'];
  published: PreparedPlan['published'];
  /** Not asked again. */
  unasked?: PreparedPlan['unasked'];
  /** One that does not answer in time has said nothing. */
  registry: Pick<Registry, 'getManifest' | 'getBlob'>;
}

/**
 * What was published last. One request, and one more where neither a record nor
 * the engine knows that image; none where the plan has asked already. A registry that
 * tells nothing leaves what was pushed from here. `undefined` where nobody knows.
 */
export async function fetchLastImage(
  image: KeyedImage,
  request: LastImageRequest,
): Promise<LastImage | undefined> {
  const { workspace, published, unasked, engineImages } = request;
  const told = published.get(image.id);
  if (told !== undefined) return told === null ? undefined : fromRegistry(told);
  const record = readLastRecord(image, workspace.root);
  const recorded = record && fromRecord(record, engineImages);
  if (!workspace.options.floatingTags || unasked?.has(image.id))
    return recorded;
  try {
    return await ask(image, { record, recorded }, request);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return recorded;
  }
}

interface Recorded {
  record: ImageRecord | undefined;
  recorded: LastImage | undefined;
}

async function ask(
  image: KeyedImage,
  { record, recorded }: Recorded,
  { workspace, registry }: LastImageRequest,
): Promise<LastImage | undefined> {
  const at = repositoryOf(image, workspace.options);
  const tag = runtimeTag(image.runtime);
  const manifest = await registry.getManifest(at, tag);
  if (manifest === undefined) return undefined;
  const isRecorded = manifest.digest === record?.digest;
  if (isRecorded && recorded?.parts !== undefined) return recorded;
  return fromRegistry(await fetchOfManifest(registry, at, manifest, tag));
}

function fromRegistry({ labels, layers }: Published): LastImage {
  const { [labelNames.key]: key } = labels;
  return { key, parts: parseLabels(labels)?.parts, layers };
}

/** What it was made of is in the labels of the image itself. */
function fromRecord(
  { key, layers }: ImageRecord,
  images: readonly EngineImage[],
): LastImage | undefined {
  const held = images.find(({ labels }) => labels[labelNames.key] === key);
  return (
    layers && { key, layers, parts: held && parseLabels(held.labels)?.parts }
  );
}
