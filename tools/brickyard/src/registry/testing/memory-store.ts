import { digestOf } from '../protocol/digest';

export interface StoredManifest {
  digest: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** What one repository of a `MemoryRegistry` holds. */
export interface StoredRepository {
  /** By digest. */
  blobs: Map<string, Uint8Array>;
  manifests: Map<string, StoredManifest>;
  /** Digest by tag. */
  tags: Map<string, string>;
  /** Bytes received so far, by upload session. */
  uploads: Map<string, Uint8Array>;
}

/** How the registry itself lists what belongs to an image. */
export interface MemoryReferrers {
  /** `older`: by the type of the config, without annotations; it takes no note of a subject. */
  style: 'OCI 1.1' | 'older';
}

export class MemoryStore {
  readonly repositories = new Map<string, StoredRepository>();
  readonly referrers: MemoryReferrers | undefined;
  #sessions = 0;

  constructor({ referrers }: { referrers?: MemoryReferrers | boolean } = {}) {
    this.referrers =
      referrers === true ? { style: 'OCI 1.1' } : referrers || undefined;
  }

  find(name: string): StoredRepository | undefined {
    return this.repositories.get(name);
  }

  /** As most registries do, a repository begins with its first write. */
  open(name: string): StoredRepository {
    const repository = this.find(name) ?? {
      blobs: new Map(),
      manifests: new Map(),
      tags: new Map(),
      uploads: new Map(),
    };
    this.repositories.set(name, repository);
    return repository;
  }

  beginUpload(name: string): string {
    this.#sessions += 1;
    const session = `upload-${this.#sessions}`;
    this.open(name).uploads.set(session, new Uint8Array());
    return session;
  }
}

export function findManifest(
  repository: StoredRepository | undefined,
  reference: string,
): StoredManifest | undefined {
  const digest = repository?.tags.get(reference) ?? reference;
  return repository?.manifests.get(digest);
}

export function putStored(
  repository: StoredRepository,
  reference: string,
  manifest: Omit<StoredManifest, 'digest'>,
): string {
  const digest = digestOf(manifest.bytes);
  repository.manifests.set(digest, { ...manifest, digest });
  if (!reference.includes(':')) repository.tags.set(reference, digest);
  return digest;
}

/** Digests that a manifest refers to and that must be there before it. */
export function listNeeds(bytes: Uint8Array): {
  blobs: string[];
  manifests: string[];
} {
  type Link = { digest: string };
  type Links = { config?: Link; layers?: Link[]; manifests?: Link[] };
  const links = JSON.parse(new TextDecoder().decode(bytes)) as Links;
  const blobs = [
    ...(links.config ? [links.config] : []),
    ...(links.layers ?? []),
  ];
  return {
    blobs: blobs.map((link) => link.digest),
    manifests: (links.manifests ?? []).map((link) => link.digest),
  };
}

/** What a manifest says that a list of referrers repeats. */
export interface StoredLinks {
  subject?: { digest: string };
  artifactType?: string;
  config?: { mediaType: string };
  annotations?: Record<string, string>;
}

export function parseLinks(bytes: Uint8Array): StoredLinks {
  return JSON.parse(new TextDecoder().decode(bytes)) as StoredLinks;
}
