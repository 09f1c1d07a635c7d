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
import { describeEntries } from './describe-entries';
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
  const native = (await listNative(client, at, digest)) ?? [];
  const listed = await describeEntries(client, at, native);
  const found = selectType(listed, artifactType);
  if (found.length > 0) return found;
  // Written before the registry had the API, or by a client that does not use it.
  const tagged = await listTagged(client, at, digest);
  return selectType(await describeEntries(client, at, tagged), artifactType);
}

/** Not left to registries: some filter by the type of the config. */
function selectType(
  entries: readonly ReferrerDescriptor[],
  artifactType: string | undefined,
): ReferrerDescriptor[] {
  return entries.filter(
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
  const native = await listNative(client, at, subject.digest);
  const listed = native ?? (await listTagged(client, at, subject.digest));
  const isThere =
    names(listed, digest) &&
    (await headManifest(client, at, digest)) !== undefined &&
    (await hasBlob(client, at, digestOf(artifact.bytes)));
  if (isThere) return digest;
  await uploadBlob(client, at, EMPTY);
  await uploadBlob(client, at, artifact.bytes);
  const written = await writeManifest(client, at, digest, manifest);
  await assertWritten(client, at, digest, written);
  const isListed =
    written.subject !== null ||
    // Registries from before `OCI-Subject` list it without a word.
    (native !== undefined &&
      names(await listNative(client, at, subject.digest), digest));
  if (!isListed)
    await addToTag(client, at, subject.digest, describeArtifact(manifest));
  return digest;
}

function names(
  listed: readonly ReferrerDescriptor[] | undefined,
  digest: string,
): boolean {
  return listed?.some((entry) => entry.digest === digest) ?? false;
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
): Promise<ReferrerDescriptor[] | undefined> {
  const found: ReferrerDescriptor[] = [];
  const seen = new Set<string>();
  let path: string | URL = `referrers/${digest}`;
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
