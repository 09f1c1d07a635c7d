import * as v from 'valibot';

import { MEDIA_TYPES } from '../protocol/manifest-type';
import type { Manifest, ReferrerDescriptor } from '../registry';
import { parseAs } from './artifact-manifest';

const entrySchema = v.looseObject({
  mediaType: v.string(),
  digest: v.string(),
  size: v.number(),
  artifactType: v.optional(v.string()),
  annotations: v.nullish(v.record(v.string(), v.string())),
});
/** Loose: fields that other clients wrote are written back. */
const indexSchema = v.looseObject({ manifests: v.array(entrySchema) });

export type ReferrersIndex = v.InferOutput<typeof indexSchema>;

/**
 * The tag under which clients themselves keep the list of an image's referrers
 * where a registry has no API for it:
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema
 */
export function referrersTag(digest: string): string {
  const [algorithm = '', hash = ''] = digest.split(':');
  return `${algorithm.slice(0, 32)}-${hash.slice(0, 64)}`;
}

/** Such a tag does not name an image: code that counts or prunes tags must skip it. */
export function isReferrersTag(tag: string): boolean {
  return /^sha(256|512)-[\da-f]{64}$/.test(tag);
}

/** `name` is what messages call it. Throws REGISTRY_FAILED. */
export function parseReferrersIndex(
  bytes: Uint8Array,
  name: string,
  hint?: string,
): ReferrersIndex {
  const kind = 'a list of referrers';
  return parseAs(indexSchema, bytes, { name, kind, hint });
}

export function listEntries({
  manifests,
}: ReferrersIndex): ReferrerDescriptor[] {
  return manifests.map(
    ({ mediaType, digest, size, artifactType = '', annotations }) => ({
      mediaType,
      digest,
      size,
      artifactType,
      annotations: annotations ?? {},
    }),
  );
}

/** The index with one more entry at its end; all others stay as they are. */
export function addEntry(
  index: ReferrersIndex | undefined,
  entry: ReferrerDescriptor,
): Pick<Manifest, 'bytes' | 'mediaType'> {
  const mediaType = MEDIA_TYPES.ociIndex;
  const { manifests = [], ...rest } = index ?? { schemaVersion: 2, mediaType };
  const others = manifests.filter(({ digest }) => digest !== entry.digest);
  const { annotations, ...link } = entry;
  const hasNotes = Object.keys(annotations).length > 0;
  const added = hasNotes ? { ...link, annotations } : link;
  const text = JSON.stringify({ ...rest, manifests: [...others, added] });
  return { bytes: new TextEncoder().encode(text), mediaType };
}
