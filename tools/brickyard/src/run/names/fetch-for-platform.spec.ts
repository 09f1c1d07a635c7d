import { HttpRegistry } from '../../registry/http-registry';
import { MEDIA_TYPES } from '../../registry/protocol/manifest-type';
import { MemoryRegistry } from '../../registry/testing/memory-registry';
import { fetchForPlatform } from './fetch-for-platform';

const gzip = 'application/vnd.oci.image.layer.v1.tar+gzip';
const zstd = 'application/vnd.oci.image.layer.v1.tar+zstd';
const foreign = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip';

let memory: MemoryRegistry;
const registry = new HttpRegistry({
  credentialsFor: () => Promise.resolve(undefined),
  env: {},
});
beforeAll(async () => {
  memory = await MemoryRegistry.start();
});
afterAll(() => memory.close());

const at = () => ({ registry: memory.host, repository: 'team/any' });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value));

async function publish(
  config: object,
  types: readonly string[],
  tag = 'image',
): Promise<string> {
  const bytes = encode(config);
  const digest = await registry.uploadBlob(at(), bytes);
  const layers = await Promise.all(
    types.map(async (mediaType, index) => {
      const layer = Buffer.from(`layer ${index}`);
      const named = await registry.uploadBlob(at(), layer);
      return { mediaType, digest: named, size: layer.length };
    }),
  );
  const mediaType = MEDIA_TYPES.ociManifest;
  const about = { mediaType: 'a', digest, size: bytes.length };
  const manifest = encode({
    schemaVersion: 2,
    mediaType,
    config: about,
    layers,
  });
  return registry.putManifest(at(), tag, { mediaType, bytes: manifest });
}

const stepsOf = async (tag: string) => {
  const found = await fetchForPlatform(registry, at(), tag);
  return found?.layers.map(({ step, size }) => [step, size]);
};
const made = (created_by: string, empty_layer?: boolean) => {
  return { created_by, empty_layer };
};

describe('fetchForPlatform', () => {
  it('names what made each layer', async () => {
    const history = [
      { comment: 'Imported from -' },
      made('ENV A=1', true),
      made('RUN |1 TOKEN=secret /bin/sh -c make # buildkit'),
      {},
    ];
    const rootfs = { diff_ids: ['a', 'b', 'c'] };
    await publish({ history, rootfs }, [gzip, zstd, foreign]);
    const found = await fetchForPlatform(registry, at(), 'image');
    expect(found).toMatchObject({
      layers: [
        { unpacked: 'a', size: 7, step: 'Imported from -' },
        { unpacked: 'b', size: 7, step: 'RUN make' },
        { unpacked: 'c', size: 7 },
      ],
    });
    expect(found?.layers[2]?.step).toBeUndefined();
  });

  it.each<[string, object]>([
    ['no history', {}],
    ['a history that is null', { history: null }],
    ['a history of other layers', { history: [made('a'), made('b')] }],
    ['a history that is none', { history: [{ created_by: 5 }] }],
    ['a squashed history', { history: [made('a', true), made('b', true)] }],
  ])('counts layers of an image with %s', async (_, config) => {
    await publish(config, [gzip]);
    expect(await stepsOf('image')).toEqual([[undefined, 7]]);
  });

  const index = (entries: object[]) => {
    const mediaType = MEDIA_TYPES.ociIndex;
    const bytes = encode({ schemaVersion: 2, mediaType, manifests: entries });
    return registry.putManifest(at(), 'index', { mediaType, bytes });
  };
  const entry = (digest: string, architecture: string, os = 'linux') => ({
    ...{ mediaType: MEDIA_TYPES.ociManifest, size: 1, digest },
    platform: { os, architecture },
  });

  it('takes the image that is built for of an index', async () => {
    const history = [made('COPY a /')];
    const own = await publish({ history }, [gzip], 'own');
    const arm = await publish({ a: 1 }, [gzip], 'arm');
    const attestation = await publish({ a: 2 }, [gzip], 'attestation');
    await index([
      entry(attestation, 'unknown', 'unknown'),
      entry(arm, 'arm64'),
      entry(own, 'amd64'),
    ]);
    expect(await stepsOf('index')).toEqual([['COPY a /', 7]]);
    await index([entry(arm, 'arm64')]);
    await expect(stepsOf('index')).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
      message: expect.stringContaining('no image for linux/amd64') as string,
    });
  });

  it('finds nothing where nothing is', async () => {
    expect(await stepsOf('gone')).toBeUndefined();
  });
});
