import type {
  ReferrerDescriptor,
  Registry,
  Repository,
} from '../../registry/registry';

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
export const createdName = 'org.opencontainers.image.created';

/** An artifact beside an image, and when it was put there. */
export interface DatedArtifact extends ReferrerDescriptor {
  /** ISO 8601; empty where the artifact does not say. */
  created: string;
}

/** The artifacts of one type beside an image, the newest first. */
export async function listArtifacts(
  registry: Registry,
  { at, digest }: { at: Repository; digest: string },
  artifactType: string,
): Promise<DatedArtifact[]> {
  const listed = await registry.listReferrers(at, digest, artifactType);
  return listed
    .map((entry) => ({
      ...entry,
      created: entry.annotations[createdName] ?? '',
    }))
    .sort((a, b) => (a.created < b.created ? 1 : -1));
}
