import type { RequestCounts } from '../http/http';
import type { RegistryError } from './errors';

/** A repository at a registry: where manifests, blobs and tags live. */
export interface Repository {
  /** Canonical host, `docker.io` or `127.0.0.1:5000`. */
  registry: string;
  /** `library/ubuntu` */
  repository: string;
}

/** What HEAD reports about a manifest. */
export interface ManifestHead {
  digest: string;
  mediaType: string;
  /** Bytes of the manifest itself. */
  size: number;
}

/** A manifest with its exact bytes: a PUT must send the very same ones. */
export interface Manifest extends ManifestHead {
  bytes: Uint8Array;
}

/** OCI content descriptor: https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

/** Something put beside an image: an SBOM, a test report. */
export interface Artifact {
  /** What readers look for: `application/vnd.cyclonedx+json`. */
  artifactType: string;
  /** Of the bytes. */
  mediaType: string;
  bytes: Uint8Array;
  annotations?: Readonly<Record<string, string>>;
}

/** An entry in the list of an image's artifacts. */
export interface ReferrerDescriptor extends Descriptor {
  artifactType: string;
  annotations: Readonly<Record<string, string>>;
}

/**
 * An OCI registry: https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 * `undefined` / `false` means 404. Everything else that is not success rejects
 * with REGISTRY_*, CREDENTIALS_INVALID or INTERRUPTED.
 */
export interface Registry {
  /** `reference` is a tag or a digest. */
  headManifest(
    at: Repository,
    reference: string,
  ): Promise<ManifestHead | undefined>;
  getManifest(at: Repository, reference: string): Promise<Manifest | undefined>;
  /** Resolves to the digest that the registry computed. */
  putManifest(
    at: Repository,
    reference: string,
    manifest: Pick<Manifest, 'bytes' | 'mediaType'>,
  ): Promise<string>;
  /** As `putManifest`, for a tag that exists. Rejects REGISTRY_TAG_IMMUTABLE where only this tag is refused. */
  moveTag(
    at: Repository,
    tag: string,
    manifest: Pick<Manifest, 'bytes' | 'mediaType'>,
  ): Promise<string>;
  /** REGISTRY_NAME_UNKNOWN where a push needs a repository that somebody has to make. `reference` is what the push writes. */
  findMissingRepository(
    at: Repository,
    reference: string,
  ): Promise<RegistryError | undefined>;
  deleteManifest(at: Repository, digest: string): Promise<boolean>;
  /** Begins an upload and drops it: rejects where a push would be refused. */
  checkWritable(at: Repository): Promise<void>;
  hasBlob(at: Repository, digest: string): Promise<boolean>;
  getBlob(at: Repository, digest: string): Promise<Uint8Array | undefined>;
  /** Resolves to the blob's digest; uploads nothing when it is there. */
  uploadBlob(at: Repository, bytes: Uint8Array): Promise<string>;
  /** `false` when the registry would not mount and the blob must be uploaded. */
  mountBlob(at: Repository, digest: string, from: string): Promise<boolean>;
  /**
   * Puts an artifact beside an image; resolves to the digest of its manifest.
   * Uploads nothing when that very artifact is there. Where the registry has no
   * referrers API, the list is kept under a tag: see `referrersTag`.
   */
  putReferrer(
    at: Repository,
    subject: Descriptor,
    artifact: Artifact,
  ): Promise<string>;
  /** The artifacts beside an image, of one type or of all. */
  listReferrers(
    at: Repository,
    digest: string,
    artifactType?: string,
  ): Promise<ReferrerDescriptor[]>;
  /** An artifact by the digest that `listReferrers` named; its bytes are checked. */
  getReferrer(
    at: Repository,
    digest: string,
  ): Promise<Required<Artifact> | undefined>;
  /**
   * Follows pagination. Lists of referrers are among them: `isReferrersTag`
   * recognises them. Empty when the repository does not exist. */
  listTags(at: Repository): Promise<string[]>;
  /** `get` counts manifests and blobs. */
  readonly counts: Readonly<RequestCounts>;
}
