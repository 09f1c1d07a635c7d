import { BrickyardError } from '../../errors';
import { parseReference } from '../../reference/parse-reference';
import type { Registry } from '../../registry/registry';
import type { PushEvent, PushResult } from '../engine';
import { fakeManifest, MANIFEST_TYPE, parseFakeImage } from './fake-image';
import type { FakeImageStore } from './fake-image-store';

export interface FakeTransfer {
  images: FakeImageStore;
  registry: Registry;
  reference: string;
  onEvent: (event: PushEvent) => void;
}

/** `between`: after the layer, before the config. */
export async function pushFake(
  { images, registry, reference, onEvent }: FakeTransfer,
  between: () => Promise<void>,
): Promise<PushResult> {
  const image = images.expect(reference);
  const { tag = 'latest', ...at } = parseReference(reference);
  await registry.uploadBlob(at, image.layer);
  onEvent({ type: 'layer', id: shortId(image.id), state: 'Pushed' });
  await between();
  await registry.uploadBlob(at, image.config);
  const manifest = { bytes: fakeManifest(image), mediaType: MANIFEST_TYPE };
  const digest = await registry.putManifest(at, tag, manifest);
  images.addDigest(image.id, reference, digest);
  return { digest };
}

export async function pullFake({
  images,
  registry,
  reference,
  onEvent,
}: FakeTransfer): Promise<void> {
  const at = parseReference(reference);
  const wanted = at.digest ?? at.tag ?? 'latest';
  const manifest = await registry.getManifest(at, wanted);
  if (!manifest) throw unknownError(reference);
  const image = await parseFakeImage(manifest.bytes, (digest) =>
    registry.getBlob(at, digest),
  );
  images.add(image, at.digest === undefined ? [reference] : []);
  images.addDigest(image.id, reference, manifest.digest);
  onEvent({ type: 'layer', id: shortId(image.id), state: 'Pull complete' });
}

function shortId(id: string): string {
  return id.slice(7, 19);
}

function unknownError(reference: string): BrickyardError {
  const message = `cannot pull ${reference}: not found`;
  return new BrickyardError('REGISTRY_NAME_UNKNOWN', message);
}
