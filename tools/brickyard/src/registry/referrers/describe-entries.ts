import { getManifest } from '../protocol/manifests';
import type { RegistryClient } from '../protocol/registry-client';
import type { ReferrerDescriptor, Repository } from '../registry';
import { describeArtifact, EMPTY_TYPE } from './artifact-manifest';

/**
 * Lists made before OCI 1.1 have the type of an artifact's config in the place
 * of its own, and no annotations: all artifacts with an empty config look alike.
 * What such an entry is, its manifest says.
 */
export function describeEntries(
  client: RegistryClient,
  at: Repository,
  entries: readonly ReferrerDescriptor[],
): Promise<ReferrerDescriptor[]> {
  return Promise.all(
    entries.map(async (entry) => {
      const isVague = ['', EMPTY_TYPE].includes(entry.artifactType);
      return (isVague && (await describe(client, at, entry))) || entry;
    }),
  );
}

async function describe(
  client: RegistryClient,
  at: Repository,
  { digest, mediaType }: ReferrerDescriptor,
): Promise<ReferrerDescriptor | undefined> {
  const manifest = await getManifest(client, at, digest);
  // Deleted, and still in the list.
  if (manifest === undefined) return undefined;
  try {
    return describeArtifact({ ...manifest, mediaType });
  } catch {
    return undefined; // An index, which is no artifact of ours.
  }
}
