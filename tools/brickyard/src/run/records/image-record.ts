import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import type { Published } from '../names/fetch-published';
import { repositoryOf } from '../names/published-name';
import { writeJsonFile } from './json-file';

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
  /** Digest of the SBOM beside it; null when there was none and nothing to make one of. */
  sbom?: string | null;
}

/** An image as it stands in the registry. */
export interface PublishedTags {
  digest: string;
  tags: string[];
  published: Published;
}

export function imageRecord(
  image: KeyedImage,
  { digest, tags, published }: PublishedTags,
  options: Options,
): ImageRecord {
  const { registry, repository } = repositoryOf(image, options);
  return {
    reference: `${registry}/${repository}@${digest}`,
    digest,
    tags,
    flavour: image.flavour.name,
    runtime: image.runtime.name,
    key: image.key,
    size: published.size,
    created: published.created,
  };
}

/** The flavour's first runtime has the plain name; others say which. */
export function recordPath(
  image: KeyedImage,
  kind: 'image' | 'inventory' | 'sbom' | 'build' | 'test' | 'smoke',
): string {
  // By that ending tools know a CycloneDX file.
  const ending = kind === 'sbom' ? 'cdx.json' : 'json';
  const stem = image.isFirst ? kind : `${kind}.${image.runtime.name}`;
  return `dist/${image.flavour.path}/${stem}.${ending}`;
}

export function writeRecord(
  image: KeyedImage,
  record: ImageRecord,
  root: string,
): void {
  writeJsonFile(root, recordPath(image, 'image'), record);
}
