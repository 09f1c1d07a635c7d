import { digestOf } from '../../registry/protocol/digest';
import type { BuildRequest, EngineLayer } from '../engine';

export const MANIFEST_TYPE =
  'application/vnd.docker.distribution.manifest.v2+json';
const CONFIG_TYPE = 'application/vnd.docker.container.image.v1+json';
const LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar';

/** An image as small as a registry accepts one: a config and one layer. */
export interface FakeImage {
  /** Digest of the config, as with a real engine. */
  id: string;
  labels: Record<string, string>;
  config: Uint8Array;
  layer: Uint8Array;
}

/** Everything that decides the image enters its layer; names do not. */
export function createFakeImage(
  request: BuildRequest,
  context: Uint8Array,
): FakeImage {
  const { dockerfile, target, buildArgs, platform } = request;
  const recipe = { dockerfile, target, buildArgs, platform };
  const layer = Buffer.concat([Buffer.from(JSON.stringify(recipe)), context]);
  const config = Buffer.from(
    JSON.stringify({
      architecture: platform.split('/')[1],
      os: platform.split('/')[0],
      config: { Labels: request.labels },
      rootfs: { type: 'layers', diff_ids: [digestOf(layer)] },
    }),
  );
  const { labels } = request;
  return { id: digestOf(config), labels, config, layer };
}

/** Its layer is not a tar of files, but grows with them. */
export function measureFake({ layer }: FakeImage): number {
  return layer.length;
}

/** No step made it. */
export function fakeLayer({ layer }: FakeImage): EngineLayer {
  return { unpacked: digestOf(layer), size: layer.length, createdBy: '' };
}

/** `linux/amd64`, as its config says. */
export function fakePlatform({ config }: FakeImage): string {
  const { os, architecture } = parseJson(config) as Record<string, string>;
  return `${os}/${architecture}`;
}

/** https://github.com/distribution/distribution/blob/main/docs/content/spec/manifest-v2-2.md */
export function fakeManifest({ id, config, layer }: FakeImage): Uint8Array {
  const layers = [
    { mediaType: LAYER_TYPE, size: layer.length, digest: digestOf(layer) },
  ];
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: { mediaType: CONFIG_TYPE, size: config.length, digest: id },
      layers,
    }),
  );
}

/** The image back from what `fakeManifest` and its blobs hold. */
export async function parseFakeImage(
  manifest: Uint8Array,
  fetchBlob: (digest: string) => Promise<Uint8Array | undefined>,
): Promise<FakeImage> {
  const { config: at, layers } = parseJson(manifest) as {
    config: { digest: string };
    layers: { digest: string }[];
  };
  const config = (await fetchBlob(at.digest)) ?? Buffer.of();
  const layer = (await fetchBlob(layers[0]?.digest ?? '')) ?? Buffer.of();
  const { config: settings } = parseJson(config) as {
    config: { Labels: Record<string, string> };
  };
  return { id: at.digest, labels: settings.Labels, config, layer };
}

function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(Buffer.from(bytes).toString());
}
