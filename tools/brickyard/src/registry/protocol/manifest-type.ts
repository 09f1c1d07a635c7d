import * as v from 'valibot';

import type { ClientResponse } from '../../http/http-client';
import { mediaTypeOf } from '../describe-answer';

export const MEDIA_TYPES = {
  ociManifest: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
} as const;

export type ManifestType = (typeof MEDIA_TYPES)[keyof typeof MEDIA_TYPES];

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md */
const manifestSchema = v.object({
  schemaVersion: v.literal(2),
  mediaType: v.optional(v.string()),
  config: v.optional(v.object({ digest: v.string() })),
  manifests: v.optional(v.array(v.unknown())),
});
const outdatedSchema = v.object({ schemaVersion: v.literal(1) });

/** As an answer tells it, if it is a type that we know: proxies turn every type into `application/json`. */
export function toldType({
  headers,
}: Pick<ClientResponse, 'headers'>): ManifestType | undefined {
  return knownType(mediaTypeOf(headers));
}

/** By the header, by its own words or by its shape; `undefined` for what is no manifest. */
export function findManifestType(
  answer: Pick<ClientResponse, 'headers' | 'body'>,
): ManifestType | undefined {
  const parsed = v.safeParse(manifestSchema, parseBody(answer));
  if (!parsed.success) return undefined;
  const { mediaType, config, manifests } = parsed.output;
  const told = toldType(answer);
  if (told !== undefined) return told;
  // OCI lets a manifest leave its type out.
  if (mediaType !== undefined) return knownType(mediaType);
  if (manifests !== undefined) return MEDIA_TYPES.ociIndex;
  return config && MEDIA_TYPES.ociManifest;
}

/** Docker's first format, which a few old registries still hold. */
export function isOutdated(answer: Pick<ClientResponse, 'body'>): boolean {
  return v.is(outdatedSchema, parseBody(answer));
}

function parseBody({ body }: Pick<ClientResponse, 'body'>): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function knownType(text: string): ManifestType | undefined {
  return Object.values(MEDIA_TYPES).find((type) => type === text);
}
