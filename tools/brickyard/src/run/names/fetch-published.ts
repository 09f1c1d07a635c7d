import * as v from 'valibot';

import { BrickyardError } from '../../errors';
import type { Manifest, Registry, Repository } from '../../registry/registry';
import { describeStep } from './describe-step';

export interface PublishedLayer {
  digest: string;
  /** Digest of its content before compression, where the config lists it. */
  unpacked?: string;
  /** Bytes, compressed. */
  size: number;
  /** What made it, in short, where the config says so: `COPY /layers/8/ /`. */
  step?: string;
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
const historySchema = v.object({
  created_by: v.nullish(v.string()),
  comment: v.nullish(v.string()),
  empty_layer: v.nullish(v.boolean()),
});
/** https://github.com/opencontainers/image-spec/blob/main/config.md */
const configSchema = v.object({
  created: v.optional(v.string(), ''),
  rootfs: v.optional(
    v.object({ diff_ids: v.optional(v.array(v.string()), []) }),
    {},
  ),
  // Nothing but what is told of layers comes of it.
  history: v.fallback(v.nullish(v.array(historySchema)), null),
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
  return manifest && fetchOfManifest(registry, at, manifest, reference);
}

/** What a manifest that is at hand tells of: one GET, of its config. */
export async function fetchOfManifest(
  registry: Pick<Registry, 'getBlob'>,
  at: Repository,
  manifest: Manifest,
  reference = manifest.digest,
): Promise<Published> {
  const name = `${at.registry}/${at.repository}:${reference}`;
  const { config, layers } = parseBytes(manifestSchema, manifest.bytes, name);
  const bytes = await registry.getBlob(at, config.digest);
  if (bytes === undefined) {
    throw new BrickyardError(
      'REGISTRY_FAILED',
      `${name}: its config ${config.digest} is not in the registry`,
    );
  }
  const { created, rootfs, history, ...settings } = parseBytes(
    configSchema,
    bytes,
    name,
  );
  const labels = settings.config?.Labels ?? {};
  const size = layers.reduce((sum, layer) => sum + layer.size, 0);
  const steps = listSteps(history ?? [], layers.length);
  const named = layers.map((layer, index) => {
    return {
      digest: layer.digest,
      size: layer.size,
      unpacked: rootfs.diff_ids[index],
      step: steps[index],
    };
  });
  return { manifest, created, size, labels, layers: named };
}

type History = v.InferOutput<typeof historySchema>[];

/** Of each layer; none where a history is not of these layers, as of a squashed image. */
function listSteps(history: History, layers: number): (string | undefined)[] {
  const made = history.filter(({ empty_layer: isEmpty }) => !isEmpty);
  if (made.length !== layers) return [];
  return made.map(
    ({ created_by: createdBy, comment }) =>
      describeStep(createdBy || comment || '') || undefined,
  );
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
