import { FakeEngine } from '../../engine/testing/fake-engine';
import { BrickyardError } from '../../errors';
import type { KeyedImage } from '../../plan/key-images';
import { HttpRegistry } from '../../registry/http-registry';
import { MEDIA_TYPES } from '../../registry/protocol/manifest-type';
import type { Repository } from '../../registry/registry';
import { MemoryRegistry } from '../../registry/testing/memory-registry';
import type { Options } from '../../workspace/options';
import { copyBase, type CopyContext } from './copy-base';

const encode = (text: string) => Buffer.from(text);
const registry = new HttpRegistry({
  credentialsFor: () => Promise.resolve(undefined),
  env: {},
});
let origin: MemoryRegistry;
let target: MemoryRegistry;
let engine: FakeEngine;
let lines: string[];
/** Digest of the layer of `ubuntu`. */
let layer: string;
let base: string;

beforeEach(async () => {
  [origin, target] = [
    await MemoryRegistry.start(),
    await MemoryRegistry.start(),
  ];
  engine = new FakeEngine();
  lines = [];
  await publishBase();
});
afterEach(() => Promise.all([origin.close(), target.close()]));

const at = (): Repository => ({ registry: origin.host, repository: 'ubuntu' });
const inTarget = (flavour: string): Repository => {
  return { registry: target.host, repository: `team/${flavour}` };
};

async function publishBase(): Promise<void> {
  const config = encode('{}');
  const file = encode('files of ubuntu');
  const about = {
    mediaType: 'application/vnd.oci.image.config.v1+json',
    digest: await registry.uploadBlob(at(), config),
    size: config.length,
  };
  layer = await registry.uploadBlob(at(), file);
  const layers = [{ mediaType: 'x', digest: layer, size: file.length }];
  const mediaType = MEDIA_TYPES.ociManifest;
  const manifest = { schemaVersion: 2, mediaType, config: about, layers };
  const bytes = encode(JSON.stringify(manifest));
  base = await registry.putManifest(at(), '24.04', { bytes, mediaType });
}

function imageOf(name: string, from = 'ubuntu:24.04'): KeyedImage {
  const use = { kind: 'from', image: from, line: 1, range: [0, 1] };
  return {
    id: `${name}@17.3-LTS`,
    flavour: { name },
    use: { base: use },
    externals: from.startsWith('brickyard/') ? [] : [use],
  } as unknown as KeyedImage;
}

function open(published = target.host) {
  const reference = `${origin.host}/ubuntu@${base}`;
  const context: CopyContext = {
    bases: new Map([['ubuntu:24.04', { digest: base, reference }]]),
    options: { registry: published, namespace: 'team' } as Options,
    reporter: {
      line: (id, text) => lines.push(`${id} ${text}`),
      status: () => undefined,
      warn: () => undefined,
      settle: () => undefined,
    },
    services: { engine, registry },
    copies: new Map(),
  };
  return (image: KeyedImage) => copyBase(image, context);
}

const hasLayer = (flavour: string) =>
  registry.hasBlob(inTarget(flavour), layer);
const getsOfLayer = () =>
  origin.requests.filter(
    ({ method, path }) => method === 'GET' && path.endsWith(layer),
  );

describe('copyBase', () => {
  it('copies the layers of a base that another registry has', async () => {
    await open()(imageOf('python'));
    expect(await hasLayer('python')).toBe(true);
    expect(lines).toEqual([
      `python@17.3-LTS copied 1 layer of ${origin.host}/ubuntu (0.0 kB)`,
    ]);
  });

  it('reads no layer that is there', async () => {
    await open()(imageOf('python'));
    origin.requests.length = lines.length = 0;
    await open()(imageOf('python'));
    expect(getsOfLayer()).toEqual([]);
    expect(lines).toEqual([]);
  });

  it('reads a layer once for all images on it', async () => {
    const copy = open();
    const names = ['python', 'r', 'julia'];
    await Promise.all(names.map((name) => copy(imageOf(name))));
    expect(getsOfLayer()).toHaveLength(1);
    expect(await Promise.all(names.map(hasLayer))).toEqual([true, true, true]);
  });

  it.each([
    [
      'the engine keeps layers as they were pulled',
      () => (engine.keepsLayers = true),
    ],
    [
      'the engine does not answer',
      () =>
        (engine.failures.engine = () =>
          new BrickyardError('ENGINE_FAILED', 'gone')),
    ],
    [
      'the registry of the base does not let it be read',
      () =>
        origin.fail({ path: /manifests/, reply: { status: 403 }, times: 9 }),
    ],
    [
      'the other registry refuses',
      () => target.fail({ method: 'POST', reply: { status: 403 }, times: 9 }),
    ],
  ])('copies nothing, and does not fail, where %s', async (_, prepare) => {
    prepare();
    await open()(imageOf('python'));
    expect(lines).toEqual([]);
    expect(await hasLayer('python')).toBe(false);
  });

  it('leaves to the engine what it mounts itself', async () => {
    await open(origin.host)(imageOf('python'));
    await open()(imageOf('child', 'brickyard/python'));
    expect(origin.requests.filter(({ method }) => method === 'GET')).toEqual(
      [],
    );
    expect(target.requests).toEqual([]);
  });
});
