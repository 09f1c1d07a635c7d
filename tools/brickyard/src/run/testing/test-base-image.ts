import type { Registry, Repository } from '../../registry/registry';

/** For specs: an image that Brickyard did not build; resolves to its digest. */
export async function publishBase(
  registry: Registry,
  at: Repository,
  tag: string,
  content: string,
): Promise<string> {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const image = Buffer.from(JSON.stringify({ comment: content }));
  const digest = await registry.uploadBlob(at, image);
  const config = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest,
    size: image.length,
  };
  const manifest = { schemaVersion: 2, mediaType, config, layers: [] };
  const bytes = Buffer.from(JSON.stringify(manifest));
  return registry.putManifest(at, tag, { bytes, mediaType });
}
