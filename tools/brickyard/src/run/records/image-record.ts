import * as v from 'valibot';

import type { ImageTarget } from '../../plan/image-target';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import type { Published, PublishedLayer } from '../names/fetch-published';
import { repositoryOf } from '../names/published-name';
import { defineRecord } from './define-record';
import { readJsonFile } from './json-file';

/** `dist/packages/<flavour>/image.json`: what was published, for other tools. */
export interface ImageRecord {
  /** With digest: names this content for ever. */
  reference: string;
  digest: string;
  tags: string[];
  flavour: string;
  runtime: string;
  key: string;
  /** Compressed bytes: what a cluster downloads. */
  size: number;
  /** ISO 8601. */
  created: string;
  /** What `size` adds up, oldest first. A record of an older Brickyard has none. */
  layers?: PublishedLayer[];
  /** Digest of the SBOM beside it; null when there was none and nothing to make one of. */
  sbom?: string | null;
  /** Digest of the cluster definition that was put beside it. */
  definition?: string;
}

/** An image as it stands in the registry. */
export interface PublishedTags {
  digest: string;
  tags: string[];
  published: Published;
}

export function makeImageRecord(
  image: KeyedImage,
  { digest, tags, published }: PublishedTags,
  options: Options,
): ImageRecord {
  return {
    reference: digestReference(image, digest, options),
    digest,
    tags,
    flavour: image.flavour.name,
    runtime: image.runtime.name,
    key: image.key,
    size: published.size,
    created: published.created,
    layers: published.layers,
  };
}

/** Names this content for ever. */
export function digestReference(
  image: KeyedImage,
  digest: string,
  options: Options,
): string {
  const { registry, repository } = repositoryOf(image, options);
  return `${registry}/${repository}@${digest}`;
}

const layer = v.object({
  digest: v.string(),
  unpacked: v.optional(v.string()),
  size: v.number(),
  step: v.optional(v.string()),
});

const schema = v.looseObject({
  reference: v.string(),
  digest: v.string(),
  tags: v.array(v.string()),
  flavour: v.string(),
  runtime: v.string(),
  key: v.string(),
  size: v.number(),
  created: v.string(),
  layers: v.optional(v.array(layer)),
  sbom: v.optional(v.nullable(v.string())),
  definition: v.optional(v.string()),
});

export const imageRecords = defineRecord<ImageRecord>('image', schema);

/** What was published last of an image's line, whatever its files say now: what clusters run. */
export function readLastRecord(
  image: ImageTarget,
  root: string,
): ImageRecord | undefined {
  const value = readJsonFile(root, imageRecords.path(image));
  const { key } = Object(value) as { key?: unknown };
  const record =
    typeof key === 'string' ? imageRecords.parse({ key }, value) : undefined;
  return record?.runtime === image.runtime.name ? record : undefined;
}
