import { isWebPage } from '../describe-answer';
import { getBlob, hasBlob, uploadBlob } from '../protocol/blobs';
import { digestOf } from '../protocol/digest';
import { MEDIA_TYPES } from '../protocol/manifest-type';
import {
  assertWritten,
  getManifest,
  headManifest,
  nameOf,
  writeManifest,
} from '../protocol/manifests';
import type { RegistryClient } from '../protocol/registry-client';
import { listError, nextPage } from '../protocol/tags';
import type {
  Artifact,
  Descriptor,
  ReferrerDescriptor,
  Repository,
} from '../registry';
import {
  describeArtifact,
  EMPTY,
  parseArtifactManifest,
  renderArtifactManifest,
} from './artifact-manifest';
import { listEntries, parseReferrersIndex } from './referrers-index';
import { addToTag, listTagged } from './referrers-tag';

/** What registries without the API answer to a path they do not know. */
const UNSUPPORTED = [400, 404, 405, 406, 501];
const WHAT = 'the list of referrers';

export async function listReferrers(
  client: RegistryClient,
  at: Repository,
  digest: string,
  artifactType?: string,
): Promise<ReferrerDescriptor[]> {
  const listed =
    (await listNative(client, at, digest, artifactType)) ??
    (await listTagged(client, at, digest));
  // Registries may ignore the filter, and a list under a tag has none.
  return listed.filter(
    (entry) =>
      artifactType === undefined || entry.artifactType === artifactType,
  );
}

export async function putReferrer(
  client: RegistryClient,
  at: Repository,
  subject: Descriptor,
  artifact: Artifact,
): Promise<string> {
  const manifest = renderArtifactManifest(subject, artifact);
  const digest = digestOf(manifest.bytes);
  const { artifactType } = artifact;
  const listed = await listReferrers(client, at, subject.digest, artifactType);
  const isListed = listed.some((entry) => entry.digest === digest);
  const isThere =
    isListed &&
    (await headManifest(client, at, digest)) !== undefined &&
    (await hasBlob(client, at, digestOf(artifact.bytes)));
  if (isThere) return digest;
  await uploadBlob(client, at, EMPTY);
  await uploadBlob(client, at, artifact.bytes);
  const written = await writeManifest(client, at, digest, manifest);
  await assertWritten(client, at, digest, written);
  if (written.subject === null) {
    await addToTag(client, at, subject.digest, describeArtifact(manifest));
  }
  return digest;
}

export async function getReferrer(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<Required<Artifact> | undefined> {
  const manifest = await getManifest(client, at, digest);
  if (manifest === undefined) return undefined;
  const name = `${at.registry}: ${nameOf(at, digest)}`;
  const { content, artifactType, annotations } = parseArtifactManifest(
    manifest.bytes,
    name,
  );
  const bytes = await getBlob(client, at, content.digest);
  // Half of it was deleted: it counts as gone.
  if (bytes === undefined) return undefined;
  const { mediaType } = content;
  return { artifactType, mediaType, bytes, annotations };
}

/** `undefined` where the registry has no such API. */
async function listNative(
  client: RegistryClient,
  at: Repository,
  digest: string,
  artifactType?: string,
): Promise<ReferrerDescriptor[] | undefined> {
  const query =
    artifactType && `?artifactType=${encodeURIComponent(artifactType)}`;
  const found: ReferrerDescriptor[] = [];
  const seen = new Set<string>();
  let path: string | URL = `referrers/${digest}${query ?? ''}`;
  for (;;) {
    const { status, headers, body } = await client.send({
      at,
      method: 'GET',
      path,
      action: `list what belongs to ${nameOf(at, digest)}`,
      expect: [200, ...UNSUPPORTED],
      headers: { accept: MEDIA_TYPES.ociIndex },
      allowsPage: true,
    });
    // Some registries answer any path with a web page.
    if (status !== 200 || isWebPage(headers)) return undefined;
    const name = `${at.registry}: what belongs to ${nameOf(at, digest)}`;
    found.push(...listEntries(parseReferrersIndex(body, name)));
    const next = nextPage(client, at, headers.get('link'), WHAT);
    if (!next) return found;
    if (seen.has(next.href)) throw listError(at, WHAT, 'leads in a circle');
    seen.add(next.href);
    path = next;
  }
}
