import {
  describeArtifact,
  EMPTY,
  parseArtifactManifest,
  renderArtifactManifest,
} from './artifact-manifest';
import { getBlob, uploadBlob } from './blobs';
import { digestOf } from './digest';
import { RegistryError } from './errors';
import {
  getManifest,
  headManifest,
  MEDIA_TYPES,
  nameOf,
  putManifest,
  writeManifest,
} from './manifests';
import {
  addEntry,
  listEntries,
  parseReferrersIndex,
  type ReferrersIndex,
  referrersTag,
} from './referrers-index';
import type {
  Artifact,
  Descriptor,
  ReferrerDescriptor,
  Repository,
} from './registry';
import type { RegistryClient } from './registry-client';
import { MAX_ATTEMPTS } from './retry';
import { listError, nextPage } from './tags';

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
  if (isListed && (await headManifest(client, at, digest))) return digest;
  await uploadBlob(client, at, EMPTY);
  await uploadBlob(client, at, artifact.bytes);
  const written = await writeManifest(client, at, digest, manifest);
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
  if (bytes === undefined) {
    const message = `${name}: its content ${content.digest} is not in the registry`;
    throw new RegistryError('REGISTRY_FAILED', message);
  }
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
    });
    // Some answer any path with a page for people.
    const isPage = headers.get('content-type')?.startsWith('text/html');
    if (status !== 200 || isPage) return undefined;
    const name = `${at.registry}: what belongs to ${nameOf(at, digest)}`;
    found.push(...listEntries(parseReferrersIndex(body, name)));
    const next = nextPage(client, at, headers.get('link'), WHAT);
    if (!next) return found;
    if (seen.has(next.href)) throw listError(at, WHAT, 'leads in a circle');
    seen.add(next.href);
    path = next;
  }
}

async function listTagged(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<ReferrerDescriptor[]> {
  const index = await readTagged(client, at, digest);
  return index === undefined ? [] : listEntries(index);
}

/**
 * A registry has no way to write only if nothing changed. So the list is read
 * again after each write, and who finds his entry gone adds it again.
 */
async function addToTag(
  client: RegistryClient,
  at: Repository,
  digest: string,
  entry: ReferrerDescriptor,
): Promise<void> {
  const tag = referrersTag(digest);
  for (let attempt = 1; ; attempt += 1) {
    const index = await readTagged(client, at, digest);
    const isListed = index?.manifests.some((e) => e.digest === entry.digest);
    if (isListed) return;
    if (attempt > MAX_ATTEMPTS) throw overwrittenError(at, tag);
    if (attempt > 2) await client.http.pause(attempt - 2);
    await putManifest(client, at, tag, addEntry(index, entry));
  }
}

/** Refuses what is no list of referrers: it is somebody's, and stays. */
async function readTagged(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<ReferrersIndex | undefined> {
  const tag = referrersTag(digest);
  const manifest = await getManifest(client, at, tag);
  if (manifest === undefined) return undefined;
  const name = `${at.registry}: ${nameOf(at, tag)}`;
  const hint = `the tag ${tag} is for the list of what belongs to ${digest}: delete it in the registry if nothing else needs it`;
  if (manifest.mediaType !== MEDIA_TYPES.ociIndex) {
    const message = `${name}: is not a list of referrers but ${manifest.mediaType}`;
    throw new RegistryError('REGISTRY_FAILED', message, { hint });
  }
  return parseReferrersIndex(manifest.bytes, name, hint);
}

function overwrittenError(at: Repository, tag: string): RegistryError {
  const message = `${at.registry}: ${nameOf(at, tag)} was overwritten by someone else ${MAX_ATTEMPTS} times`;
  const hint = 'run the same command again when nobody else pushes this image';
  return new RegistryError('REGISTRY_FAILED', message, { hint });
}
