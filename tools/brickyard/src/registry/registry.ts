/** A repository at a registry: where manifests, blobs and tags live. */
export interface Repository {
  /** Canonical host, `docker.io` or `127.0.0.1:5000`. */
  registry: string;
  /** `library/ubuntu` */
  repository: string;
}

/** What HEAD says of a manifest. */
export interface ManifestHead {
  digest: string;
  mediaType: string;
  /** Bytes of the manifest itself. */
  size: number;
}

/** A manifest with its exact bytes: what is PUT again must not differ by one. */
export interface Manifest extends ManifestHead {
  bytes: Uint8Array;
}

/** OCI content descriptor: https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
}

/** How many requests were sent, by verb. `get` counts manifests and blobs. */
export interface RequestCounts {
  head: number;
  get: number;
  put: number;
  post: number;
  patch: number;
  delete: number;
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
  deleteManifest(at: Repository, digest: string): Promise<boolean>;
  hasBlob(at: Repository, digest: string): Promise<boolean>;
  getBlob(at: Repository, digest: string): Promise<Uint8Array | undefined>;
  /** Resolves to the blob's digest; uploads nothing when it is there. */
  uploadBlob(at: Repository, bytes: Uint8Array): Promise<string>;
  /** `false` when the registry would not mount and the blob must be uploaded. */
  mountBlob(at: Repository, digest: string, from: string): Promise<boolean>;
  /** Follows pagination. Empty when the repository does not exist. */
  listTags(at: Repository): Promise<string[]>;
  readonly counts: Readonly<RequestCounts>;
}
