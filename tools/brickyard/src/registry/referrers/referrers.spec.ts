import { HttpRegistry } from '../http-registry';
import { digestOf } from '../protocol/digest';
import { MEDIA_TYPES } from '../protocol/manifest-type';
import { MemoryRegistry } from '../testing/memory-registry';
import { referrersTag } from './referrers-index';

const subject = {
  mediaType: MEDIA_TYPES.ociManifest,
  digest: digestOf(Buffer.from('subject')),
  size: 7,
};
const tag = referrersTag(subject.digest);
const sbom = {
  artifactType: 'application/vnd.test+json',
  mediaType: 'application/vnd.test+json',
  bytes: Buffer.from('{"a":1}'),
};
const failed = (message: string) => ({
  code: 'REGISTRY_FAILED',
  message: expect.stringContaining(message) as string,
});

let memory: MemoryRegistry;
let registry: HttpRegistry;
let at: { registry: string; repository: string };

async function start(referrers: boolean) {
  memory = await MemoryRegistry.start({ referrers });
  registry = new HttpRegistry({
    credentialsFor: async () => undefined,
    env: {},
    sleep: async () => undefined,
  });
  at = { registry: memory.host, repository: 'team/python' };
}

async function readTag(): Promise<{ manifests: { digest: string }[] }> {
  const index = await registry.getManifest(at, tag);
  return JSON.parse(Buffer.from(index?.bytes ?? []).toString()) as never;
}

function put(text: string): Promise<string> {
  return registry.putReferrer(at, subject, {
    ...sbom,
    bytes: Buffer.from(text),
  });
}

/** Something else under the tag of the list. */
function occupy(text: string, mediaType: string = MEDIA_TYPES.ociIndex) {
  const { manifests, tags } = memory.store.open(at.repository);
  const bytes = Buffer.from(text);
  const digest = digestOf(bytes);
  manifests.set(digest, { digest, mediaType, bytes });
  tags.set(tag, digest);
}

afterEach(() => memory.close());

describe('a registry without the referrers API', () => {
  beforeEach(() => start(false));

  it('gets a list under a tag', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    expect(await readTag()).toEqual({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: [
        {
          mediaType: MEDIA_TYPES.ociManifest,
          digest,
          size: expect.any(Number) as number,
          artifactType: sbom.artifactType,
        },
      ],
    });
  });

  it('writes the manifest that the specification asks for', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    const manifest = await registry.getManifest(at, digest);
    expect(JSON.parse(Buffer.from(manifest?.bytes ?? []).toString())).toEqual({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      artifactType: sbom.artifactType,
      config: {
        mediaType: 'application/vnd.oci.empty.v1+json',
        digest:
          'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
        size: 2,
      },
      layers: [
        { mediaType: sbom.mediaType, digest: digestOf(sbom.bytes), size: 7 },
      ],
      subject,
    });
  });

  it('names an artifact again that fell out of the list', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    occupy('{"schemaVersion":2,"manifests":[]}');
    expect(await registry.putReferrer(at, subject, sbom)).toBe(digest);
    expect((await readTag()).manifests).toMatchObject([{ digest }]);
  });

  it('uploads an artifact again that is listed and gone', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    memory.store.find(at.repository)?.manifests.delete(digest);
    await registry.putReferrer(at, subject, sbom);
    const found = await registry.getReferrer(at, digest);
    expect(found?.artifactType).toBe(sbom.artifactType);
  });

  it('drops what is gone from a list that is refused for it', async () => {
    const gone = await registry.putReferrer(at, subject, sbom);
    const kept = await put('kept');
    await registry.deleteManifest(at, gone);
    const added = await put('added');
    const { manifests } = await readTag();
    expect(manifests).toMatchObject([{ digest: kept }, { digest: added }]);
  });

  it('drops nothing from a list that is refused for something else', async () => {
    await registry.putReferrer(at, subject, sbom);
    const before = await readTag();
    const errors = [{ code: 'MANIFEST_BLOB_UNKNOWN', message: 'no' }];
    const reply = { status: 400, body: JSON.stringify({ errors }) };
    memory.fail({ method: 'PUT', path: new RegExp(tag), reply });
    await expect(put('other')).rejects.toMatchObject({ status: 400 });
    expect(await readTag()).toEqual(before);
  });

  it('keeps the entry of a writer that came in between', async () => {
    const theirs = {
      mediaType: MEDIA_TYPES.ociManifest,
      digest: digestOf(Buffer.from('theirs')),
      size: 6,
    };
    memory.fail({
      method: 'PUT',
      path: new RegExp(tag),
      reply: () => {
        occupy(JSON.stringify({ schemaVersion: 2, manifests: [theirs] }));
        return { status: 201 };
      },
    });
    // So that the list can be written: its members must be there.
    memory.store.open(at.repository).manifests.set(theirs.digest, {
      ...theirs,
      bytes: Buffer.from('{}'),
    });
    const digest = await registry.putReferrer(at, subject, sbom);
    expect((await readTag()).manifests).toMatchObject([theirs, { digest }]);
  });

  it('gives up when another writer always is', async () => {
    const path = new RegExp(tag);
    memory.fail({ method: 'PUT', path, reply: { status: 201 }, times: 99 });
    await expect(registry.putReferrer(at, subject, sbom)).rejects.toMatchObject(
      failed('overwritten by someone else 5 times'),
    );
  });

  it.each([
    ['what is not JSON', '{', MEDIA_TYPES.ociIndex, 'is not a list'],
    [
      'another index',
      '{"schemaVersion":2,"manifests":1}',
      MEDIA_TYPES.ociIndex,
      'is not a list',
    ],
    [
      'an image',
      '{"schemaVersion":2}',
      MEDIA_TYPES.ociManifest,
      'referrers but',
    ],
  ])('leaves %s under the tag alone', async (_name, text, type, message) => {
    occupy(text, type);
    const before = await registry.headManifest(at, tag);
    const list = registry.listReferrers(at, subject.digest);
    await expect(list).rejects.toMatchObject(failed(message));
    const put = registry.putReferrer(at, subject, sbom);
    await expect(put).rejects.toMatchObject({
      ...failed(message),
      hint: expect.stringContaining(`delete it in the registry`) as string,
    });
    expect(await registry.headManifest(at, tag)).toEqual(before);
    expect(registry.counts).toMatchObject({ post: 0, put: 0 });
  });

  it.each([400, 405, 406, 501])('may answer %d', async (status) => {
    const digest = await registry.putReferrer(at, subject, sbom);
    memory.fail({ path: /referrers/, reply: { status } });
    expect(await registry.listReferrers(at, subject.digest)).toMatchObject([
      { digest },
    ]);
  });

  it('may answer every path with a page', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    const reply = { status: 200, headers, body: '<html>' };
    memory.fail({ path: /referrers/, reply });
    expect(await registry.listReferrers(at, subject.digest)).toMatchObject([
      { digest },
    ]);
  });

  it('tells of a registry that takes no artifacts', async () => {
    const path = /manifests\/sha256:/;
    memory.fail({ method: 'PUT', path, reply: { status: 415 } });
    await expect(registry.putReferrer(at, subject, sbom)).rejects.toMatchObject(
      { status: 415 },
    );
  });
});

describe('a registry with the referrers API', () => {
  beforeEach(() => start(true));

  it('needs no tag', async () => {
    await registry.putReferrer(at, subject, sbom);
    expect(await registry.listTags(at)).toEqual([]);
  });

  it('may ignore the filter', async () => {
    const entry = { mediaType: 'a/b', digest: 'sha256:0', size: 1 };
    const manifests = [entry, { ...entry, artifactType: 'a/c' }];
    const body = JSON.stringify({ manifests });
    memory.fail({ path: /referrers/, reply: { status: 200, body } });
    const found = await registry.listReferrers(at, subject.digest, 'a/c');
    expect(found).toMatchObject([{ artifactType: 'a/c' }]);
  });

  it('may list them on several pages', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    const link = `</v2/${at.repository}/referrers/${subject.digest}?page=2>; rel="next"`;
    const reply = { status: 200, headers: { link }, body: '{"manifests":[]}' };
    memory.fail({ path: /referrers/, reply });
    expect(await registry.listReferrers(at, subject.digest)).toMatchObject([
      { digest },
    ]);
    memory.fail({ path: /referrers/, reply, times: 2 });
    await expect(
      registry.listReferrers(at, subject.digest),
    ).rejects.toMatchObject(failed('leads in a circle'));
  });

  it('is not believed when it prints something else', async () => {
    memory.fail({ path: /referrers/, reply: { status: 200, body: '{' } });
    await expect(
      registry.listReferrers(at, subject.digest),
    ).rejects.toMatchObject(failed('is not a list of referrers'));
  });

  it('says when access is refused', async () => {
    memory.fail({ path: /referrers/, reply: { status: 403 } });
    await expect(
      registry.listReferrers(at, subject.digest),
    ).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
  });
});

describe('a list whose tag is immutable', () => {
  beforeEach(() => start(false));

  it('takes one entry, and says why it takes no more', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    const reply = { status: 412, body: 'configured as immutable' };
    memory.fail({ method: 'PUT', path: new RegExp(tag), reply });
    const later = put('later');
    await expect(later).rejects.toMatchObject({
      code: 'REGISTRY_TAG_IMMUTABLE',
    });
    expect((await readTag()).manifests).toMatchObject([{ digest }]);
  });
});

describe('an artifact that is damaged', () => {
  beforeEach(() => start(true));

  it('is gone when its content is', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    memory.store.find(at.repository)?.blobs.delete(digestOf(sbom.bytes));
    expect(await registry.getReferrer(at, digest)).toBeUndefined();
    // And complete again after another upload.
    expect(await registry.putReferrer(at, subject, sbom)).toBe(digest);
    const again = await registry.getReferrer(at, digest);
    expect(again?.bytes).toEqual(new Uint8Array(sbom.bytes));
  });

  it('is named when its content is another', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    const { blobs } = memory.store.open(at.repository);
    blobs.set(digestOf(sbom.bytes), Buffer.from('other'));
    await expect(registry.getReferrer(at, digest)).rejects.toMatchObject(
      failed('received bytes of'),
    );
  });

  it.each([
    ['{', 'expected a manifest, received'],
    ['[]', 'expected a manifest, received'],
    [
      '{"schemaVersion":2,"config":{"digest":"x"},"layers":[]}',
      "is not an artifact's manifest",
    ],
  ])('is named when its manifest is %s', async (text, message) => {
    const bytes = Buffer.from(text);
    const digest = digestOf(bytes);
    const mediaType = MEDIA_TYPES.ociManifest;
    const { manifests } = memory.store.open(at.repository);
    manifests.set(digest, { digest, mediaType, bytes });
    await expect(registry.getReferrer(at, digest)).rejects.toMatchObject(
      failed(message),
    );
  });
});
