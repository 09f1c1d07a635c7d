import { MAX_ATTEMPTS } from '../../http/retry';
import { RegistryError } from '../errors';
import { MEDIA_TYPES } from '../protocol/manifest-type';
import {
  getManifest,
  headManifest,
  nameOf,
  writeManifest,
} from '../protocol/manifests';
import { moveTag } from '../protocol/move-tag';
import type { RegistryClient } from '../protocol/registry-client';
import type { ReferrerDescriptor, Repository } from '../registry';
import {
  addEntry,
  listEntries,
  parseReferrersIndex,
  type ReferrersIndex,
  referrersTag,
} from './referrers-index';

/** How registries say that a list names what they do not have. */
const MISSING = ['MANIFEST_BLOB_UNKNOWN', 'MANIFEST_UNKNOWN', 'BLOB_UNKNOWN'];

export async function listTagged(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<ReferrerDescriptor[]> {
  const index = await readTagged(client, at, digest);
  return index === undefined ? [] : listEntries(index);
}

/**
 * A registry cannot make a write depend on what is there. So each client reads
 * the list again after its write, and adds its entry again if it is gone.
 */
export async function addToTag(
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
    if (attempt > 2) await client.http.backOff(client.origin(at), attempt - 2);
    await writeList(client, at, tag, { index, entry });
  }
}

/**
 * A client that deletes an artifact may leave its entry. Registries that check
 * entries then refuse every longer list: only there are entries dropped.
 */
async function writeList(
  client: RegistryClient,
  at: Repository,
  tag: string,
  { index, entry }: { index?: ReferrersIndex; entry: ReferrerDescriptor },
): Promise<void> {
  const added = addEntry(index, entry);
  if (index === undefined) {
    await writeManifest(client, at, tag, added);
    return;
  }
  try {
    await moveTag(client, at, tag, added);
  } catch (error) {
    if (!namesMissing(error)) throw error;
    const present = await dropMissing(client, at, index);
    if (present.manifests.length === index.manifests.length) throw error;
    await moveTag(client, at, tag, addEntry(present, entry));
  }
}

function namesMissing(error: unknown): boolean {
  return (
    error instanceof RegistryError &&
    error.ociCodes.some((code) => MISSING.includes(code))
  );
}

async function dropMissing(
  client: RegistryClient,
  at: Repository,
  index: ReferrersIndex,
): Promise<ReferrersIndex> {
  const heads = await Promise.all(
    index.manifests.map(({ digest }) => headManifest(client, at, digest)),
  );
  const manifests = index.manifests.filter((_, i) => heads[i] !== undefined);
  return { ...index, manifests };
}

/** Refuses a tag that is not a list of referrers: somebody else put it there. */
async function readTagged(
  client: RegistryClient,
  at: Repository,
  digest: string,
): Promise<ReferrersIndex | undefined> {
  const tag = referrersTag(digest);
  const name = `${at.registry}: ${nameOf(at, tag)}`;
  const hint = `the tag ${tag} is for the list of what belongs to ${digest}: delete it in the registry if nothing else needs it`;
  const manifest = await getManifest(client, at, tag).catch(
    (error: unknown) => {
      if (!isDamaged(error)) throw error;
      const message = `${name}: is not a list of referrers: ${error.reason}`;
      throw new RegistryError('REGISTRY_FAILED', message, { hint });
    },
  );
  if (manifest === undefined) return undefined;
  if (manifest.mediaType !== MEDIA_TYPES.ociIndex) {
    const message = `${name}: is not a list of referrers but ${manifest.mediaType}`;
    throw new RegistryError('REGISTRY_FAILED', message, { hint });
  }
  return parseReferrersIndex(manifest.bytes, name, hint);
}

function isDamaged(error: unknown): error is RegistryError {
  return error instanceof RegistryError && error.failure === 'damaged';
}

function overwrittenError(at: Repository, tag: string): RegistryError {
  const message = `${at.registry}: ${nameOf(at, tag)} was overwritten by someone else ${MAX_ATTEMPTS} times`;
  const hint = 'run the same command again when nobody else pushes this image';
  return new RegistryError('REGISTRY_FAILED', message, { hint });
}
