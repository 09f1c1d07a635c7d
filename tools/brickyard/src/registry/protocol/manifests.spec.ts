import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';
import type { Reply } from '../testing/memory-reply';
import { putStored } from '../testing/memory-store';
import { digestOf } from './digest';
import { MEDIA_TYPES } from './manifest-type';

const bytes = Buffer.from(
  `{"schemaVersion":2,"mediaType":"${MEDIA_TYPES.ociIndex}","manifests":[]}`,
);
const digest = digestOf(bytes);
const OTHER = digestOf(Buffer.from('other'));
const mediaType = MEDIA_TYPES.dockerManifest;

describe('manifests', () => {
  let memory: MemoryRegistry;
  let registry: HttpRegistry;
  let at: { registry: string; repository: string };

  beforeEach(async () => {
    memory = await MemoryRegistry.start();
    const credentialsFor = async () => undefined;
    registry = new HttpRegistry({ credentialsFor, env: {} });
    at = { registry: memory.host, repository: 'team/python' };
  });
  afterEach(() => memory.close());

  function reply(headers: Record<string, string>, body = bytes): Reply {
    const type = { 'content-type': mediaType };
    return { status: 200, headers: { ...type, ...headers }, body };
  }

  it('is one HEAD where the registry tells all', async () => {
    await registry.putManifest(at, 'a', { bytes, mediaType });
    await registry.headManifest(at, 'a');
    expect(registry.counts).toMatchObject({ head: 1, get: 0 });
  });

  it('asks for every kind of manifest, and not to compress it', async () => {
    let asked: unknown;
    memory.fail({
      reply: ({ headers }) => {
        asked = headers;
        return { status: 404 };
      },
    });
    await registry.headManifest(at, 'a');
    const accept = Object.values(MEDIA_TYPES).join(', ');
    expect(asked).toMatchObject({ accept, 'accept-encoding': 'identity' });
  });

  it.each([
    ['digest', {}],
    ['sensible digest', { 'docker-content-digest': 'latest' }],
    ['type', { 'docker-content-digest': digest, 'content-type': 'text/plain' }],
  ])('reads the manifest when HEAD lacks a %s', async (_name, headers) => {
    memory.fail({ method: 'HEAD', reply: reply(headers) });
    memory.fail({ method: 'GET', reply: reply({}) });
    const head = await registry.headManifest(at, 'a');
    expect(head).toMatchObject({ digest, mediaType, size: bytes.length });
    expect(registry.counts).toMatchObject({ head: 1, get: 1 });
  });

  it('takes the type from the text when the header is of no use', async () => {
    memory.fail({ reply: reply({ 'content-type': 'application/json' }) });
    expect(await registry.getManifest(at, 'a')).toMatchObject({
      mediaType: MEDIA_TYPES.ociIndex,
    });
  });

  it('ignores parameters of the type', async () => {
    const type = `${mediaType}; charset=utf-8`;
    memory.fail({ reply: reply({ 'content-type': type }) });
    expect(await registry.getManifest(at, 'a')).toMatchObject({ mediaType });
  });

  it.each([
    ['GET by digest', OTHER, {}],
    ['GET by tag', 'a', { 'docker-content-digest': OTHER }],
    ['GET by digest', digest, { 'docker-content-digest': OTHER }],
  ])(
    'refuses bytes of another digest from %s',
    async (_name, name, headers) => {
      memory.fail({ reply: reply(headers) });
      await expect(registry.getManifest(at, name)).rejects.toMatchObject({
        code: 'REGISTRY_FAILED',
        message: expect.stringContaining(
          `expected ${OTHER}, received`,
        ) as string,
      });
    },
  );

  it('refuses a HEAD by digest that answers for another', async () => {
    memory.fail({ reply: reply({ 'docker-content-digest': OTHER }) });
    await expect(registry.headManifest(at, digest)).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
    });
  });

  it('refuses a PUT that the registry stored as something else', async () => {
    const headers = { 'docker-content-digest': OTHER };
    memory.fail({ reply: { status: 201, headers } });
    await expect(
      registry.putManifest(at, 'a', { bytes, mediaType }),
    ).rejects.toMatchObject({ code: 'REGISTRY_FAILED' });
  });

  it('hashes by itself when the answer to PUT has no digest, and looks', async () => {
    const store = () => {
      const stored = { bytes, mediaType };
      putStored(memory.store.open(at.repository), 'a', stored);
      return { status: 201 };
    };
    memory.fail({ method: 'PUT', reply: store });
    const put = registry.putManifest(at, 'a', { bytes, mediaType });
    expect(await put).toBe(digest);
    expect(memory.summary()).toEqual([
      'PUT /v2/team/python/manifests/a 201',
      'HEAD /v2/team/python/manifests/a 200',
    ]);
  });

  it.each([
    ['new', 'is not there'],
    ['old', `is ${digest}`],
  ])('notices a PUT of a %s tag that was swallowed', async (tag, found) => {
    await registry.putManifest(at, 'old', { bytes, mediaType });
    memory.fail({ method: 'PUT', reply: { status: 201 } });
    const other = Buffer.from('{"schemaVersion":2,"manifests":[]}');
    const put = registry.putManifest(at, tag, { bytes: other, mediaType });
    await expect(put).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
      message: expect.stringContaining(
        `took team/python:${tag}, but it ${found}`,
      ) as string,
      hint: expect.stringContaining('HTTPS_PROXY') as string,
    });
  });

  it('says that the repository is unknown when it cannot write', async () => {
    memory.fail({ reply: { status: 404 } });
    await expect(
      registry.putManifest(at, 'a', { bytes, mediaType }),
    ).rejects.toMatchObject({
      code: 'REGISTRY_NAME_UNKNOWN',
      message: expect.stringContaining('cannot write team/python:a') as string,
    });
  });

  it('tells a registry that forbids deletion from a missing manifest', async () => {
    memory.fail({ reply: { status: 405 } });
    await expect(registry.deleteManifest(at, digest)).rejects.toMatchObject({
      status: 405,
    });
  });
});
