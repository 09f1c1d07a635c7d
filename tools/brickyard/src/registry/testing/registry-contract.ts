import { randomUUID } from 'node:crypto';

import { digestOf } from '../protocol/digest';
import { MEDIA_TYPES } from '../protocol/manifest-type';
import { isReferrersTag } from '../referrers/referrers-index';
import type { Artifact, Registry, Repository } from '../registry';

export interface ContractSubject {
  registry: Registry;
  /** Where tests may write; they use repositories below it. */
  repository: Repository;
}

/** Where servers differ, and the specification lets them. */
export interface ServerTraits {
  /** Refuses a manifest that names blobs which its repository lacks. */
  checksBlobs: boolean;
  /** Takes over a blob from another repository. */
  mountsBlobs: boolean;
  /** A tag goes with the manifest that it names. */
  deletesTags: boolean;
}

const STRICT: ServerTraits = {
  checksBlobs: true,
  mountsBlobs: true,
  deletesTags: true,
};

const ABSENT = `sha256:${'0'.repeat(64)}`;

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** An image manifest over blobs that were uploaded. */
async function uploadImage(registry: Registry, at: Repository, text: string) {
  const config = encode(JSON.stringify({ text }));
  const layer = encode(`layer ${text}`);
  const [configDigest, layerDigest] = [
    await registry.uploadBlob(at, config),
    await registry.uploadBlob(at, layer),
  ];
  const mediaType: string = MEDIA_TYPES.dockerManifest;
  const manifest = {
    schemaVersion: 2,
    mediaType,
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      digest: configDigest,
      size: config.length,
    },
    layers: [
      {
        mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
        digest: layerDigest,
        size: layer.length,
      },
    ],
  };
  const bytes = encode(JSON.stringify(manifest, null, 2));
  return { bytes, mediaType, digest: digestOf(bytes), layerDigest };
}

/** Without a tag, as a descriptor that also has its bytes. */
async function publishImage(registry: Registry, at: Repository, text: string) {
  const image = await uploadImage(registry, at, text);
  await registry.putManifest(at, image.digest, image);
  return { ...image, size: image.bytes.length };
}

function artifact(text: string): Artifact {
  const type = `application/vnd.test.${text}`;
  return { artifactType: type, mediaType: `${type}+txt`, bytes: encode(text) };
}

function decode(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

/**
 * What every `Registry` does against every server. It runs against the one in
 * memory and against a real one, so that the first cannot drift from the second.
 */
export function describeRegistryContract(
  name: string,
  subject: () => ContractSubject,
  { checksBlobs, mountsBlobs, deletesTags }: ServerTraits = STRICT,
): void {
  describe(`${name} keeps the contract of a registry`, () => {
    let registry: Registry;
    let at: Repository;

    beforeEach(() => {
      const given = subject();
      registry = given.registry;
      const path = `${given.repository.repository}/${randomUUID()}`;
      at = { ...given.repository, repository: path };
    });

    it('knows nothing of a repository that is not there', async () => {
      expect(await registry.headManifest(at, 'latest')).toBeUndefined();
      expect(await registry.getManifest(at, 'latest')).toBeUndefined();
      expect(await registry.hasBlob(at, ABSENT)).toBe(false);
      expect(await registry.getBlob(at, ABSENT)).toBeUndefined();
      expect(await registry.listTags(at)).toEqual([]);
      expect(await registry.deleteManifest(at, ABSENT)).toBe(false);
    });

    it('gives back a blob as it was uploaded', async () => {
      const bytes = new Uint8Array(100_000).map((_, index) => index % 251);
      const digest = await registry.uploadBlob(at, bytes);
      expect(digest).toBe(digestOf(bytes));
      expect(await registry.hasBlob(at, digest)).toBe(true);
      const read = await registry.getBlob(at, digest);
      expect(Buffer.from(read ?? []).equals(bytes)).toBe(true);
    });

    it('takes an empty blob', async () => {
      const digest = await registry.uploadBlob(at, new Uint8Array());
      expect(await registry.hasBlob(at, digest)).toBe(true);
    });

    it('says that it may be written to, and keeps nothing of that', async () => {
      const other = { ...at, repository: `${at.repository}-untouched` };
      await expect(registry.checkWritable(other)).resolves.toBeUndefined();
      expect(await registry.listTags(other)).toEqual([]);
    });

    it('uploads a blob once', async () => {
      const digest = await registry.uploadBlob(at, encode('once'));
      const { post, put } = { ...registry.counts };
      expect(await registry.uploadBlob(at, encode('once'))).toBe(digest);
      expect(registry.counts).toMatchObject({ post, put });
    });

    it('gives back a manifest by tag and digest, byte for byte', async () => {
      const { bytes, mediaType, digest } = await uploadImage(registry, at, 'a');
      const put = { bytes, mediaType };
      expect(await registry.putManifest(at, 'latest', put)).toBe(digest);

      const head = { digest, mediaType, size: bytes.length };
      for (const reference of ['latest', digest]) {
        expect(await registry.headManifest(at, reference)).toEqual(head);
        const read = await registry.getManifest(at, reference);
        expect(read).toMatchObject(head);
        expect(Buffer.from(read?.bytes ?? []).equals(bytes)).toBe(true);
      }
    });

    it.each([
      ['OCI index', MEDIA_TYPES.ociIndex],
      ['Docker list', MEDIA_TYPES.dockerList],
    ])('finds an %s by its tag', async (_name, mediaType) => {
      const image = await uploadImage(registry, at, 'child');
      await registry.putManifest(at, image.digest, image);
      const child = {
        mediaType: image.mediaType,
        digest: image.digest,
        size: image.bytes.length,
        platform: { os: 'linux', architecture: 'amd64' },
      };
      const index = { schemaVersion: 2, mediaType, manifests: [child] };
      const bytes = encode(JSON.stringify(index));
      const digest = await registry.putManifest(at, 'all', {
        bytes,
        mediaType,
      });
      expect(await registry.headManifest(at, 'all')).toMatchObject({
        digest,
        mediaType,
      });
    });

    it('finds an OCI manifest by its tag', async () => {
      const config = await registry.uploadBlob(at, encode('{}'));
      const mediaType = MEDIA_TYPES.ociManifest;
      const manifest = {
        schemaVersion: 2,
        mediaType,
        config: {
          mediaType: 'application/vnd.oci.image.config.v1+json',
          digest: config,
          size: 2,
        },
        layers: [],
      };
      const bytes = encode(JSON.stringify(manifest));
      await registry.putManifest(at, 'oci', { bytes, mediaType });
      expect(await registry.headManifest(at, 'oci')).toMatchObject({
        mediaType,
      });
    });

    it('adds tags to a manifest, and moves them', async () => {
      const first = await uploadImage(registry, at, 'first');
      const second = await uploadImage(registry, at, 'second');
      await registry.putManifest(at, 'a', first);
      await registry.putManifest(at, 'b', first);
      await registry.putManifest(at, 'a', second);
      expect((await registry.listTags(at)).sort()).toEqual(['a', 'b']);
      expect(await registry.headManifest(at, 'a')).toMatchObject({
        digest: second.digest,
      });
      expect(await registry.headManifest(at, 'b')).toMatchObject({
        digest: first.digest,
      });
    });

    it(`${checksBlobs ? 'refuses' : 'takes'} a manifest whose blobs are elsewhere`, async () => {
      const image = await uploadImage(registry, at, 'x');
      const other = { ...at, repository: `${at.repository}-other` };
      const put = registry.putManifest(other, 'latest', image);
      if (!checksBlobs) return expect(await put).toBe(image.digest);
      const refusal = { code: 'REGISTRY_FAILED', status: 400 };
      await expect(put).rejects.toMatchObject(refusal);
      expect(await registry.headManifest(other, 'latest')).toBeUndefined();
    });

    it(`${mountsBlobs ? 'mounts' : 'does not mount'} a blob from another repository`, async () => {
      const digest = await registry.uploadBlob(at, encode('mounted'));
      const other = { ...at, repository: `${at.repository}-other` };
      const { put } = { ...registry.counts };
      const mounted = await registry.mountBlob(other, digest, at.repository);
      expect(mounted).toBe(mountsBlobs);
      if (!mounted) await registry.uploadBlob(other, encode('mounted'));
      expect(await registry.hasBlob(other, digest)).toBe(true);
      expect(registry.counts.put).toBe(put);
    });

    it('says when it cannot mount, and takes an upload then', async () => {
      const bytes = encode('not there');
      const from = `${at.repository}-other`;
      expect(await registry.mountBlob(at, digestOf(bytes), from)).toBe(false);
      expect(await registry.uploadBlob(at, bytes)).toBe(digestOf(bytes));
    });

    it(`deletes a manifest, and its tags ${deletesTags ? 'with it' : 'not'}`, async () => {
      const image = await uploadImage(registry, at, 'gone');
      await registry.putManifest(at, 'latest', image);
      expect(await registry.deleteManifest(at, image.digest)).toBe(true);
      expect(await registry.headManifest(at, image.digest)).toBeUndefined();
      const left = await registry.headManifest(at, 'latest');
      expect(left === undefined).toBe(deletesTags);
      expect(await registry.listTags(at)).toEqual(
        deletesTags ? [] : ['latest'],
      );
      expect(await registry.deleteManifest(at, image.digest)).toBe(false);
    });

    it('knows nothing beside an image that is not there', async () => {
      expect(await registry.listReferrers(at, ABSENT)).toEqual([]);
      expect(await registry.getReferrer(at, ABSENT)).toBeUndefined();
    });

    it('puts artifacts beside an image, and gives them back', async () => {
      const subject = await publishImage(registry, at, 'subject');
      const sbom = { ...artifact('sbom'), annotations: { b: '2', a: '1' } };
      const report = artifact('report');
      const digest = await registry.putReferrer(at, subject, sbom);
      const other = await registry.putReferrer(at, subject, report);

      const [found, ...rest] = await registry.listReferrers(
        at,
        subject.digest,
        sbom.artifactType,
      );
      expect(rest).toEqual([]);
      const { annotations, artifactType } = sbom;
      expect(found).toMatchObject({ digest, annotations, artifactType });
      const all = await registry.listReferrers(at, subject.digest);
      expect(all.map((each) => each.digest).sort()).toEqual(
        [digest, other].sort(),
      );
      const read = await registry.getReferrer(at, digest);
      expect({ ...read, bytes: decode(read?.bytes) }).toEqual({
        ...sbom,
        bytes: 'sbom',
      });
    });

    it('uploads an artifact once', async () => {
      const subject = await publishImage(registry, at, 'twice');
      const digest = await registry.putReferrer(at, subject, artifact('same'));
      const { post, put } = { ...registry.counts };
      expect(await registry.putReferrer(at, subject, artifact('same'))).toBe(
        digest,
      );
      expect(registry.counts).toMatchObject({ post, put });
      expect(await registry.listReferrers(at, subject.digest)).toHaveLength(1);
    });

    it('goes on when an artifact is deleted', async () => {
      const subject = await publishImage(registry, at, 'pruned');
      const gone = await registry.putReferrer(at, subject, artifact('gone'));
      expect(await registry.deleteManifest(at, gone)).toBe(true);
      expect(await registry.getReferrer(at, gone)).toBeUndefined();
      const kept = await registry.putReferrer(at, subject, artifact('kept'));
      const listed = await registry.listReferrers(at, subject.digest);
      expect(listed.map(({ digest }) => digest)).toEqual([kept]);
    });

    it('takes artifacts of an image that is deleted', async () => {
      const subject = await publishImage(registry, at, 'short-lived');
      await registry.deleteManifest(at, subject.digest);
      const digest = await registry.putReferrer(at, subject, artifact('late'));
      expect(await registry.getReferrer(at, digest)).toBeDefined();
    });

    it('keeps the artifacts of two images apart', async () => {
      const one = await publishImage(registry, at, 'one');
      const two = await publishImage(registry, at, 'two');
      const first = await registry.putReferrer(at, one, artifact('same'));
      const second = await registry.putReferrer(at, two, artifact('same'));
      expect(first).not.toBe(second);
      const [found] = await registry.listReferrers(at, two.digest);
      expect(found?.digest).toBe(second);
    });

    it('has no tags beside those of images but lists of referrers', async () => {
      const subject = await publishImage(registry, at, 'tagged');
      await registry.putManifest(at, 'latest', subject);
      await registry.putReferrer(at, subject, artifact('any'));
      const tags = await registry.listTags(at);
      expect(tags.filter((tag) => !isReferrersTag(tag))).toEqual(['latest']);
    });

    it('counts what it sends', async () => {
      const before = { ...registry.counts };
      await registry.uploadBlob(at, encode(randomUUID()));
      const { head, get, post, put } = registry.counts;
      expect({ head, get, post, put }).toEqual({
        head: before.head + 1,
        get: before.get,
        post: before.post + 1,
        put: before.put + 1,
      });
    });
  });
}
