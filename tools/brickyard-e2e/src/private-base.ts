import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { pack } from 'tar-stream';

import type {
  Descriptor,
  Registry,
  Repository,
} from '../../brickyard/src/registry/registry';

const TYPES = {
  manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  config: 'application/vnd.docker.container.image.v1+json',
  layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
};

/**
 * Publishes an image that no engine has seen, with one file in it. Resolves to
 * its digest.
 */
export async function publishBase(
  registry: Registry,
  at: Repository,
  text: string,
): Promise<string> {
  const layer = await packFile('base', text);
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: {},
      rootfs: { type: 'layers', diff_ids: [digestOf(layer)] },
    }),
  );
  const upload = async (
    mediaType: string,
    bytes: Buffer,
  ): Promise<Descriptor> => {
    const digest = await registry.uploadBlob(at, bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const manifest = {
    schemaVersion: 2,
    mediaType: TYPES.manifest,
    config: await upload(TYPES.config, config),
    layers: [await upload(TYPES.layer, gzipSync(layer))],
  };
  const bytes = Buffer.from(JSON.stringify(manifest));
  return registry.putManifest(at, '1', { bytes, mediaType: TYPES.manifest });
}

async function packFile(name: string, text: string): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name }, text);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
