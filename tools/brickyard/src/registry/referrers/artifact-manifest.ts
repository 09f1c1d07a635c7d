import * as v from 'valibot';

import { describeAnswer } from '../describe-answer';
import { RegistryError } from '../errors';
import { digestOf } from '../protocol/digest';
import { MEDIA_TYPES } from '../protocol/manifest-type';
import type {
  Artifact,
  Descriptor,
  Manifest,
  ReferrerDescriptor,
} from '../registry';

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md#guidance-for-an-empty-descriptor */
export const EMPTY = new TextEncoder().encode('{}');
export const EMPTY_TYPE = 'application/vnd.oci.empty.v1+json';

const linkSchema = v.object({
  mediaType: v.string(),
  digest: v.string(),
  size: v.number(),
});
const manifestSchema = v.object({
  artifactType: v.optional(v.string()),
  config: linkSchema,
  layers: v.tupleWithRest([linkSchema], linkSchema),
  annotations: v.nullish(v.record(v.string(), v.string())),
});

/** A manifest that names the artifact's image; same artifact, same bytes. */
export function renderArtifactManifest(
  subject: Descriptor,
  { artifactType, mediaType, bytes, annotations }: Artifact,
): Pick<Manifest, 'bytes' | 'mediaType'> {
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    artifactType,
    config: linkTo(EMPTY_TYPE, EMPTY),
    layers: [linkTo(mediaType, bytes)],
    subject: {
      mediaType: subject.mediaType,
      digest: subject.digest,
      size: subject.size,
    },
    ...(annotations && { annotations: sortKeys(annotations) }),
  };
  const text = JSON.stringify(manifest);
  return {
    bytes: new TextEncoder().encode(text),
    mediaType: manifest.mediaType,
  };
}

/** How a list of referrers names a manifest. */
export function describeArtifact({
  bytes,
  mediaType,
}: Pick<Manifest, 'bytes' | 'mediaType'>): ReferrerDescriptor {
  const { artifactType, annotations } = parseArtifactManifest(bytes, '');
  const digest = digestOf(bytes);
  return { mediaType, digest, size: bytes.length, artifactType, annotations };
}

/** `name` is what messages call it. Throws REGISTRY_FAILED. */
export function parseArtifactManifest(
  bytes: Uint8Array,
  name: string,
): {
  artifactType: string;
  annotations: Record<string, string>;
  content: Descriptor;
} {
  const manifest = parseAs(manifestSchema, bytes, {
    name,
    kind: "an artifact's manifest",
  });
  const { config, layers, annotations, artifactType } = manifest;
  return {
    // Manifests older than `artifactType` used the type of the config.
    artifactType: artifactType ?? config.mediaType,
    annotations: annotations ?? {},
    content: layers[0],
  };
}

export function parseAs<T extends v.GenericSchema>(
  schema: T,
  bytes: Uint8Array,
  { name, kind, hint }: { name: string; kind: string; hint?: string },
): v.InferOutput<T> {
  try {
    return v.parse(schema, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    // What JSON.parse says quotes the text, secrets and all.
    const why =
      cause instanceof v.ValiError
        ? cause.message
        : `received ${describeAnswer({ body: bytes })}`;
    const message = `${name}: is not ${kind}: ${why}`;
    throw new RegistryError('REGISTRY_FAILED', message, { cause, hint });
  }
}

function linkTo(mediaType: string, bytes: Uint8Array): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

function sortKeys(
  record: Readonly<Record<string, string>>,
): Record<string, string> {
  const pairs = Object.entries(record);
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}
