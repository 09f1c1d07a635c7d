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
const sbom = {
  artifactType: 'application/vnd.test+json',
  mediaType: 'application/vnd.test+json',
  bytes: Buffer.from('{"a":1}'),
};
let memory: MemoryRegistry;
let registry: HttpRegistry;
let at: { registry: string; repository: string };

describe('a registry that lists by the type of the config', () => {
  beforeEach(async () => {
    memory = await MemoryRegistry.start({ referrers: { style: 'older' } });
    registry = new HttpRegistry({
      credentialsFor: async () => undefined,
      env: {},
    });
    at = { registry: memory.host, repository: 'team/python' };
  });
  afterEach(() => memory.close());

  it('needs no tag, though it takes no note of a subject', async () => {
    const digest = await registry.putReferrer(at, subject, sbom);
    expect(await registry.listTags(at)).toEqual([]);
    const { artifactType } = sbom;
    const found = registry.listReferrers(at, subject.digest, artifactType);
    expect(await found).toMatchObject([{ digest, artifactType }]);
  });

  it('gives annotations from the manifest', async () => {
    const annotations = { 'brickyard.key': 'k' };
    await registry.putReferrer(at, subject, { ...sbom, annotations });
    const found = await registry.listReferrers(at, subject.digest);
    expect(found).toMatchObject([{ annotations }]);
  });

  it('may list what is no artifact, and what is gone', async () => {
    await registry.putReferrer(at, subject, sbom);
    const bytes = Buffer.from('{"schemaVersion":2,"manifests":[]}');
    const mediaType = MEDIA_TYPES.ociIndex;
    const index = await registry.putManifest(at, 'other', { bytes, mediaType });
    const entries = [index, digestOf(Buffer.from('gone'))].map((digest) => {
      return { mediaType, digest, size: 1 };
    });
    const body = JSON.stringify({ manifests: entries });
    memory.fail({ path: /referrers/, reply: { status: 200, body } });
    expect(await registry.listReferrers(at, subject.digest)).toMatchObject(
      entries.map(({ digest }) => ({ digest, artifactType: '' })),
    );
  });

  it('gets a tag where it lists nothing', async () => {
    const body = '{"manifests":[]}';
    const reply = { status: 200, body };
    memory.fail({ path: /referrers/, reply, times: 3 });
    const digest = await registry.putReferrer(at, subject, sbom);
    expect(await registry.listTags(at)).toEqual([referrersTag(subject.digest)]);
    const { artifactType } = sbom;
    const found = registry.listReferrers(at, subject.digest, artifactType);
    expect(await found).toMatchObject([{ digest }]);
  });
});
