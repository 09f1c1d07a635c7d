import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

import { BrickyardError, isInterrupt } from '../errors';
import {
  type ClientResponse,
  HttpClient,
  type HttpClientOptions,
} from '../http/http-client';
import { HttpError } from '../http/http-error';
import { redact } from '../redact/redact';
import {
  type GithubSource,
  renderGithubSource,
} from '../requirements/r/parse-github-spec';
import type { FactsCache, PackageFacts } from './facts-cache';
import { hashTree } from './hash-tree';
import type {
  PackageFile,
  PackageSource,
  RFileRequest,
} from './package-source';
import { mergeIndexes, parseIndex, type RIndex } from './r-index';
import type { RRepository } from './r-repository';
import { readDescription, readTree } from './read-archive';

/** For the largest packages over a slow line. */
const TIMEOUT_MS = 600_000;
const MOST_BYTES = 1024 ** 3;

export interface RepositoryClientOptions extends HttpClientOptions {
  cache: FactsCache;
  /** Which R asks. */
  userAgent: string;
  /** `https://github.com`, or a mirror of it. */
  github: string;
  /** Hosts that a profile or a line names with plain http. */
  plainHosts: readonly string[];
  /** Told once for each file that is downloaded. */
  onDownload?: (name: string) => void;
}

/**
 * Repositories of R packages over HTTP. A file is downloaded once; what is known
 * of it is kept until the index, or the server, says that it has changed.
 * Rejects LOCK_FAILED for what does not answer, or with what is no package.
 */
export class RepositoryClient implements PackageSource {
  readonly #options: RepositoryClientOptions;
  readonly #http: HttpClient;
  readonly #indexes = new Map<string, Promise<RIndex>>();

  constructor(options: RepositoryClientOptions) {
    this.#options = options;
    this.#http = new HttpClient({
      timeout: TIMEOUT_MS,
      ...options,
    });
  }

  fetchIndex(repository: RRepository): Promise<RIndex> {
    const known = this.#indexes.get(repository.url);
    const index = known ?? this.#fetchIndex(repository);
    this.#indexes.set(repository.url, index);
    return index;
  }

  async fetchFile(request: RFileRequest): Promise<PackageFile | undefined> {
    const { repository, name, file, tag } = request;
    const url = `${repository.url}/${file}`;
    const isFresh = (facts: PackageFacts, state: () => Promise<string>) =>
      tag === undefined
        ? state().then((now) => now === facts.state)
        : Promise.resolve(facts.tag === tag);
    return this.#fetchOnce(name, url, { tag, isFresh }, async (body) => {
      const description = await readDescription(body, name);
      if (description === undefined) throw notPackage(name, url);
      const sha256 = createHash('sha256').update(body).digest('hex');
      return { description, hash: `sha256:${sha256}` };
    });
  }

  async fetchTree(
    name: string,
    source: GithubSource,
  ): Promise<PackageFile | undefined> {
    const { owner, repository, folder, commit } = source;
    const url = `${this.#options.github}/${owner}/${repository}/archive/${commit}.tar.gz`;
    // A commit is what it is. The package may be in another folder of it.
    const key = `${this.#options.github} ${renderGithubSource(source)}`;
    const isFresh = () => Promise.resolve(true);
    return this.#fetchOnce(name, url, { key, isFresh }, async (body) => {
      const tree = await readTree(body, folder);
      if (tree?.description === undefined) throw notPackage(name, url);
      const hash = `tree:${hashTree(tree.files)}`;
      return { description: tree.description, hash };
    });
  }

  async #fetchIndex({ name, url, parts }: RRepository): Promise<RIndex> {
    const indexes = await Promise.all(
      parts.map(async (part, at) => {
        const address = `${url}/${part}src/contrib/PACKAGES`;
        const text = await this.#fetchPackages(address);
        // A mirror need not have the data that goes with the packages.
        if (text === undefined && at === 0) throw noIndex(name, address);
        return parseIndex(text ?? '', part);
      }),
    );
    return mergeIndexes(indexes);
  }

  async #fetchPackages(address: string): Promise<string | undefined> {
    const packed = await this.#get(`${address}.gz`);
    if (packed.status === 200) return unpack(packed.body, address);
    const plain = await this.#get(address);
    return plain.status === 200
      ? Buffer.from(plain.body).toString('utf8')
      : undefined;
  }

  async #fetchOnce(
    name: string,
    url: string,
    {
      key = `${url} ${this.#options.userAgent}`,
      tag,
      isFresh,
    }: {
      key?: string;
      tag?: string;
      isFresh: (
        facts: PackageFacts,
        state: () => Promise<string>,
      ) => Promise<boolean>;
    },
    read: (body: Uint8Array) => Promise<PackageFile>,
  ): Promise<PackageFile | undefined> {
    const { cache, onDownload } = this.#options;
    const known = cache.read(key);
    const askState = async () => stateOf(await this.#send('HEAD', url));
    if (known !== undefined && (await isFresh(known, askState))) return known;
    const answer = await this.#get(url);
    if (answer.status !== 200) return undefined;
    onDownload?.(name);
    const found = await read(answer.body);
    const state = stateOf(answer);
    cache.write(key, { ...found, state, ...(tag !== undefined && { tag }) });
    return found;
  }

  async #get(url: string): Promise<ClientResponse> {
    const answer = await this.#send('GET', url);
    if ([200, 403, 404, 410].includes(answer.status)) return answer;
    throw failed(url, `answered with ${answer.status}`);
  }

  async #send(method: 'GET' | 'HEAD', url: string): Promise<ClientResponse> {
    const { url: clean, headers } = separate(url);
    try {
      return await this.#http.send({
        method,
        url: clean,
        headers: { 'user-agent': this.#options.userAgent, ...headers },
        counted: false,
        maxBytes: MOST_BYTES,
        retriable: true,
        redirects: 'any',
      });
    } catch (cause) {
      if (!(cause instanceof HttpError) || isInterrupt(cause)) throw cause;
      throw failed(url, cause.message, cause);
    }
  }
}

/** User and password of an address go into a header, which no redirect to another host takes along. */
function separate(address: string): {
  url: URL;
  headers: Record<string, string>;
} {
  const url = new URL(address);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (username === '') return { url, headers: {} };
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  return { url, headers: { authorization } };
}

/** What changes when the file does, as far as the server says so. */
function stateOf({ headers, body }: ClientResponse): string {
  const etag = headers.get('etag');
  if (etag !== null) return etag;
  const size = headers.get('content-length') ?? String(body.length);
  return `${headers.get('last-modified') ?? ''} ${size}`;
}

function unpack(body: Uint8Array, address: string): string {
  try {
    return gunzipSync(body).toString('utf8');
  } catch (cause) {
    throw failed(address, 'is no index of R packages', cause);
  }
}

function noIndex(name: string, address: string): BrickyardError {
  return new BrickyardError(
    'LOCK_UNAVAILABLE',
    `there is no R repository ${name} at ${redact(address)}`,
    { hint: 'does it have this day for this system?' },
  );
}

function notPackage(name: string, url: string): BrickyardError {
  return failed(url, `holds no R package ${name}`);
}

function failed(url: string, reason: string, cause?: unknown): BrickyardError {
  return new BrickyardError('LOCK_FAILED', `${redact(url)}: ${reason}`, {
    cause,
  });
}
