import * as v from 'valibot';

import { BrickyardError } from '../../errors';
import type { Manifest, Registry, Repository } from '../../registry/registry';

export interface PublishedLayer {
  digest: string;
  /** Digest of its content before compression, where the config lists it. */
  unpacked?: string;
  /** Bytes, compressed. */
  size: number;
}

/** An image as the registry holds it. */
export interface Published {
  manifest: Manifest;
  labels: Record<string, string>;
  layers: PublishedLayer[];
  /** Bytes a cluster downloads: the compressed layers. */
  size: number;
  /** ISO 8601. */
  created: string;
}

const descriptor = v.object({
  mediaType: v.string(),
  digest: v.string(),
  size: v.number(),
});
/** https://github.com/opencontainers/image-spec/blob/main/manifest.md */
const manifestSchema = v.object({
  config: descriptor,
  layers: v.array(descriptor),
});
/** https://github.com/opencontainers/image-spec/blob/main/config.md */
const configSchema = v.object({
  created: v.optional(v.string(), ''),
  rootfs: v.optional(
    v.object({ diff_ids: v.optional(v.array(v.string()), []) }),
    {},
  ),
  config: v.optional(
    v.object({ Labels: v.nullish(v.record(v.string(), v.string())) }),
  ),
});

/** Manifest and config of one image: two GETs, no layer. */
export async function fetchPublished(
  registry: Registry,
  at: Repository,
  reference: string,
): Promise<Published | undefined> {
  const manifest = await registry.getManifest(at, reference);
  if (manifest === undefined) return undefined;
  const name = `${at.registry}/${at.repository}:${reference}`;
  const { config, layers } = parseBytes(manifestSchema, manifest.bytes, name);
  const bytes = await registry.getBlob(at, config.digest);
  if (bytes === undefined) {
    throw new BrickyardError(
      'REGISTRY_FAILED',
      `${name}: its config ${config.digest} is not in the registry`,
    );
  }
  const { created, rootfs, ...settings } = parseBytes(
    configSchema,
    bytes,
    name,
  );
  const labels = settings.config?.Labels ?? {};
  const size = layers.reduce((sum, layer) => sum + layer.size, 0);
  const named = layers.map((layer, index) => {
    return {
      digest: layer.digest,
      size: layer.size,
      unpacked: rootfs.diff_ids[index],
    };
  });
  return { manifest, created, size, labels, layers: named };
}

function parseBytes<T extends v.GenericSchema>(
  schema: T,
  bytes: Uint8Array,
  name: string,
): v.InferOutput<T> {
  try {
    return v.parse(schema, JSON.parse(Buffer.from(bytes).toString()));
  } catch (cause) {
    throw new BrickyardError(
      'REGISTRY_FAILED',
      `${name}: is not a single image's manifest and config`,
      { cause },
    );
  }
}
