import type { HttpClientOptions } from '../http/http-client';
import { HttpClient } from '../http/http-client';
import { allowsPlainHttp } from '../http/plain-http';
import { renderDelay } from '../http/retry';
import type { CredentialSource } from './auth/login';
import { explainHttpError } from './errors';
import {
  checkWritable,
  getBlob,
  hasBlob,
  mountBlob,
  uploadBlob,
} from './protocol/blobs';
import {
  assertWritten,
  deleteManifest,
  getManifest,
  headManifest,
  putManifest,
} from './protocol/manifests';
import { findMissingRepository } from './protocol/missing-repository';
import { moveTag } from './protocol/move-tag';
import { type IsWritten, RegistryClient } from './protocol/registry-client';
import { listTags } from './protocol/tags';
import { getReferrer, listReferrers, putReferrer } from './referrers/referrers';
import type {
  Artifact,
  Descriptor,
  Manifest,
  Registry,
  Repository,
} from './registry';

export interface HttpRegistryOptions extends Omit<
  HttpClientOptions,
  'plainHosts' | 'isUnverified' | 'explain' | 'delayAfter' | 'onWait'
> {
  /** For what a user who waits should know. */
  tell?: (message: string) => void;
  /** Whether this run will write to a repository: it then asks for the right at once. */
  isWritten?: IsWritten;
  /** `host` or `host:port` that may be spoken to in plain http. */
  insecureRegistries?: readonly string[];
  /** Called only when a registry asks for a login. */
  credentialsFor: CredentialSource;
}

/** All OCI registries, over HTTP, with one pool of connections. */
export class HttpRegistry implements Registry {
  readonly #client: RegistryClient;

  constructor(options: HttpRegistryOptions) {
    const plainHosts = options.insecureRegistries ?? [];
    const http = new HttpClient({
      ...options,
      plainHosts,
      isUnverified: (url) => allowsPlainHttp(url, plainHosts),
      explain: explainHttpError,
      onWait: (host, ms) =>
        options.tell?.(`${host}: waiting ${renderDelay(ms)} to ask again`),
    });
    const { credentialsFor, isWritten } = options;
    this.#client = new RegistryClient(http, credentialsFor, isWritten);
  }

  get counts() {
    return this.#client.http.counts;
  }

  headManifest(at: Repository, reference: string) {
    return headManifest(this.#client, at, reference);
  }

  getManifest(at: Repository, reference: string) {
    return getManifest(this.#client, at, reference);
  }

  putManifest(
    at: Repository,
    reference: string,
    manifest: Pick<Manifest, 'bytes' | 'mediaType'>,
  ) {
    return putManifest(this.#client, at, reference, manifest);
  }

  async moveTag(
    at: Repository,
    tag: string,
    manifest: Pick<Manifest, 'bytes' | 'mediaType'>,
  ) {
    const written = await moveTag(this.#client, at, tag, manifest);
    await assertWritten(this.#client, at, tag, written);
    return written.digest;
  }

  findMissingRepository(at: Repository, reference: string) {
    return findMissingRepository(this.#client, at, reference);
  }

  deleteManifest(at: Repository, digest: string) {
    return deleteManifest(this.#client, at, digest);
  }

  checkWritable(at: Repository) {
    return checkWritable(this.#client, at);
  }

  hasBlob(at: Repository, digest: string) {
    return hasBlob(this.#client, at, digest);
  }

  getBlob(at: Repository, digest: string) {
    return getBlob(this.#client, at, digest);
  }

  uploadBlob(at: Repository, bytes: Uint8Array) {
    return uploadBlob(this.#client, at, bytes);
  }

  mountBlob(at: Repository, digest: string, from: string) {
    return mountBlob(this.#client, at, digest, from);
  }

  putReferrer(at: Repository, subject: Descriptor, artifact: Artifact) {
    return putReferrer(this.#client, at, subject, artifact);
  }

  listReferrers(at: Repository, digest: string, artifactType?: string) {
    return listReferrers(this.#client, at, digest, artifactType);
  }

  getReferrer(at: Repository, digest: string) {
    return getReferrer(this.#client, at, digest);
  }

  listTags(at: Repository) {
    return listTags(this.#client, at);
  }
}
