import * as v from 'valibot';

import { BrickyardError } from '../../errors';
import { parseJson } from '../../parse-json';
import { platform } from '../../plan/key-images';
import type { Manifest, Registry, Repository } from '../../registry/registry';
import { fetchOfManifest, type Published } from './fetch-published';

const indexSchema = v.object({
  manifests: v.array(
    v.object({
      digest: v.string(),
      platform: v.nullish(
        v.object({ os: v.string(), architecture: v.string() }),
      ),
    }),
  ),
});

/**
 * What a registry tells of an image, by tag or digest. Where that names an index, the
 * image is the one for the platform that Brickyard builds for. `undefined` where there
 * is no such image. It sends two GETs, three for an index, and reads no layer.
 */
export async function fetchForPlatform(
  registry: Registry,
  at: Repository,
  reference: string,
): Promise<Published | undefined> {
  const found = await registry.getManifest(at, reference);
  const manifest = found && (await chooseManifest(registry, at, found));
  return manifest && fetchOfManifest(registry, at, manifest, reference);
}

async function chooseManifest(
  registry: Registry,
  at: Repository,
  manifest: Manifest,
): Promise<Manifest | undefined> {
  const name = `${at.registry}/${at.repository}@${manifest.digest}`;
  const text = Buffer.from(manifest.bytes).toString();
  const value = parseJson(text, name, 'REGISTRY_FAILED');
  if (!v.is(indexSchema, value)) return manifest;
  const { digest } = findForPlatform(value) ?? {};
  if (digest !== undefined) return registry.getManifest(at, digest);
  throw new BrickyardError(
    'REGISTRY_FAILED',
    `${name}: has no image for ${platform}`,
  );
}

/** What is no image, as an attestation, is for no platform. */
function findForPlatform({ manifests }: v.InferOutput<typeof indexSchema>) {
  return manifests.find(
    ({ platform: made }) =>
      made && `${made.os}/${made.architecture}` === platform,
  );
}
