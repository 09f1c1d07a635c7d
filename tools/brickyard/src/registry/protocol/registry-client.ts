import { isBrickyardError } from '../../errors';
import type { Method } from '../../http/http';
import type {
  ClientRequest,
  ClientResponse,
  HttpClient,
} from '../../http/http-client';
import { registryHost } from '../../reference/hub';
import { parseChallenges } from '../auth/auth-challenge';
import type { Access } from '../auth/authorizer';
import { Authorizer } from '../auth/authorizer';
import type { CredentialSource } from '../auth/login';
import { isWebPage } from '../describe-answer';
import { registryOrigin } from '../endpoint';
import type { Misunderstood, RegistryError } from '../errors';
import { misunderstoodError, statusError } from '../errors';
import type { Repository } from '../registry';
import { askForUpload } from './ask-for-upload';
import { speaksTls } from './speaks-tls';

export interface ApiRequest {
  at: Repository;
  method: Method;
  /** Below `/v2/<repository>/`, or where the registry itself pointed to. */
  path: string | URL;
  /** For messages: `read team/python:latest`. */
  action: string;
  /** Statuses that are answers; all others reject. */
  expect: readonly number[];
  /** Beyond what the method needs in this repository. */
  scopes?: readonly string[];
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array;
  /** Default: all but what belongs to an upload session. */
  retriable?: boolean;
  maxBytes?: number;
  /** The caller knows what to make of a web page; else no success is one. */
  allowsPage?: boolean;
}

type Recoverable = ApiRequest & Pick<ClientRequest, 'recover'>;

const ACTIONS: Readonly<Record<Method, string>> = {
  HEAD: 'pull',
  GET: 'pull',
  PUT: 'pull,push',
  POST: 'pull,push',
  PATCH: 'pull,push',
  DELETE: 'delete',
};

/** The last answer, and the Authorization that it was to. */
interface Exchange {
  response: ClientResponse;
  sent: string | undefined;
}

/** Whether a run will write to a repository. */
export type IsWritten = (at: Repository) => boolean;

/** Sends requests to registries: finds the address, logs in, explains errors. */
export class RegistryClient {
  readonly http: HttpClient;
  readonly #authorizer: Authorizer;
  readonly #greetings = new Map<string, Promise<void>>();
  readonly #isWritten: IsWritten;
  /** Repositories in which something could be read. */
  readonly #readable = new Set<string>();
  readonly #pushRights = new Map<string, Promise<boolean>>();
  /** Registries that may use plain http, and do not. */
  readonly #withTls = new Set<string>();

  constructor(
    http: HttpClient,
    credentialsFor: CredentialSource,
    isWritten: IsWritten = () => false,
  ) {
    this.http = http;
    this.#isWritten = isWritten;
    this.#authorizer = new Authorizer(http, credentialsFor);
  }

  /**
   * The first request to a registry goes alone: it finds out once, for all,
   * whether the registry answers and whether it wants credentials.
   */
  async send(request: ApiRequest): Promise<ClientResponse> {
    const { registry } = request.at;
    const greeting = this.#greetings.get(registry);
    if (greeting) {
      await greeting;
      return this.#judge(request, await this.#exchange(request));
    }
    const first = this.#exchange(request, true);
    this.#greetings.set(registry, this.#settle(first, registry));
    return this.#judge(request, await first);
  }

  /** Where a registry pointed to in `Location`, which may be relative. */
  resolve(at: Repository, location: string): URL | undefined {
    const origin = this.origin(at);
    if (!URL.canParse(location, origin.href)) return undefined;
    return new URL(location, origin);
  }

  #settle(first: Promise<unknown>, registry: string): Promise<void> {
    const settled = first.then(
      () => undefined,
      (error: unknown) => {
        if (!isBrickyardError(error)) throw error;
        if (error.code !== 'REGISTRY_UNREACHABLE') return;
        this.#greetings.delete(registry);
        throw error;
      },
    );
    settled.catch(() => undefined); // Perhaps no caller waits.
    return settled;
  }

  async #exchange(request: ApiRequest, isFirst = false): Promise<Exchange> {
    const access = this.#access(request);
    const url = this.#url(request, access);
    const isPlain = isFirst && access.origin.protocol === 'http:';
    const recover = () => this.#secure(request, url);
    // Another origin gets no credentials, and does not decide where they go.
    const isOwn = url.origin === access.origin.origin;
    let sent = isOwn ? await this.#authorizer.authorize(access) : undefined;
    const plain = isPlain ? { ...request, recover } : request;
    let response = await this.#sendAs(plain, url, sent);
    if (isPlain && (await this.#isElsewhere(request, response, recover)))
      return this.#exchange(request);
    if (response.status === 401 && isOwn && response.sameOrigin) {
      const header = response.headers.get('www-authenticate');
      const next = await this.#authorizer.renew(access, header, sent);
      if (next !== undefined) {
        sent = next;
        response = await this.#sendAs(request, url, sent);
      }
    }
    // A repository that is not there can be made before the next look.
    const isBlind =
      response.status === 401 && ACTIONS[request.method] === 'pull';
    if (isBlind) await this.#authorizer.forget(access, sent);
    return { response, sent };
  }

  /** An answer that the caller expects, or an error. May ask more, so that nothing else waits for it. */
  async #judge(
    request: ApiRequest,
    { response, sent }: Exchange,
  ): Promise<ClientResponse> {
    if (request.expect.includes(response.status)) {
      const accepted = this.#refusePage(request, response);
      if (response.status === 200 && isLookUp(request))
        this.#readable.add(printRepository(request.at));
      return accepted;
    }
    if (await this.#isHidden(request, response))
      return { ...response, status: 404, body: new Uint8Array() };
    throw await this.#refused(request, response, sent);
  }

  /** The error for a success that is not `expected`: `a manifest`. */
  misunderstood(
    { at: { registry }, action }: Pick<ApiRequest, 'at' | 'action'>,
    answer: ClientResponse,
    told: Omit<Misunderstood, 'answer' | 'secrets'>,
  ): RegistryError {
    const { secrets } = this.#authorizer;
    const given = { ...told, answer, secrets };
    return misunderstoodError({ registry, action }, given);
  }

  /** A login page says 200 to everything. */
  #refusePage(request: ApiRequest, response: ClientResponse): ClientResponse {
    const { status, headers } = response;
    const isSuccess = status >= 200 && status < 300;
    if (request.allowsPage || !isSuccess || !isWebPage(headers))
      return response;
    const expected = 'the answer of a registry';
    throw this.misunderstood(request, response, { expected });
  }

  /**
   * Artifactory answers 403 for a tag that a virtual repository lacks. It means
   * that where these credentials could read something else in the repository,
   * and in a push where they may write: then the upload decides.
   */
  async #isHidden(
    request: ApiRequest,
    { status }: ClientResponse,
  ): Promise<boolean> {
    const { at, method } = request;
    if (status !== 403 || !isLookUp(request)) return false;
    if (this.#readable.has(printRepository(at))) return true;
    return method === 'HEAD' && this.#isWritten(at) && this.mayPush(at);
  }

  /** Whether these credentials may write. Asked once for each repository. */
  mayPush(at: Repository): Promise<boolean> {
    const name = printRepository(at);
    const asked = this.#pushRights.get(name) ?? askForUpload(this, at);
    this.#pushRights.set(name, asked);
    return asked;
  }

  /** What the registry said when it asked for a login. */
  loginDemand({ registry }: Repository): Readonly<Record<string, string>> {
    return this.#authorizer.demandOf(registry);
  }

  /**
   * The same URL with TLS, where the host speaks it after all. As an engine does
   * for a registry that may use plain http, but in the other order: most such
   * registries are plain ones.
   */
  async #secure({ at }: ApiRequest, url: URL): Promise<URL | undefined> {
    if (!(await speaksTls(this.http, this.origin(at)))) return undefined;
    this.#withTls.add(at.registry);
    return new URL(`${url.pathname}${url.search}`, this.origin(at));
  }

  /** A login is for the origin that turned out to be the right one. */
  async #isElsewhere(
    { at }: ApiRequest,
    { status }: ClientResponse,
    recover: () => Promise<URL | undefined>,
  ): Promise<boolean> {
    if (this.#withTls.has(at.registry)) return status === 401;
    // What Go and nginx say to plain http at a port for TLS.
    return status === 400 && (await recover()) !== undefined;
  }

  #sendAs(
    { method, body, headers, maxBytes, recover, retriable = true }: Recoverable,
    url: URL,
    authorization: string | undefined,
  ): Promise<ClientResponse> {
    return this.http.send({
      method,
      url,
      body,
      maxBytes,
      retriable,
      recover,
      headers: authorization ? { ...headers, authorization } : { ...headers },
      counted: true,
      redirects: 'any',
    });
  }

  #url({ at, path }: ApiRequest, { origin }: Access): URL {
    return typeof path === 'string'
      ? new URL(`/v2/${at.repository}/${path}`, origin)
      : path;
  }

  #access({ at, method, scopes = [] }: ApiRequest): Access {
    return {
      registry: at.registry,
      origin: this.origin(at),
      scopes: [
        `repository:${at.repository}:${this.#actions(at, method)}`,
        ...scopes,
      ],
    };
  }

  /**
   * A run that will push asks for both rights from the start: for a repository
   * that does not exist yet, Docker Hub and Quay grant nothing to a token that
   * asks for `pull` alone.
   */
  #actions(at: Repository, method: Method): string {
    const actions = ACTIONS[method];
    return actions === 'pull' && this.#isWritten(at) ? 'pull,push' : actions;
  }

  origin({ registry }: Repository): URL {
    const host = registryHost(registry);
    return this.#withTls.has(registry)
      ? new URL(`https://${host}/`)
      : registryOrigin(host, this.http.plainHosts);
  }

  async #refused(
    { at, action, method }: ApiRequest,
    { status, headers, body }: ClientResponse,
    sent: string | undefined,
  ): Promise<RegistryError> {
    const isAuth = status === 401 || status === 403;
    const credentials = isAuth
      ? await this.#authorizer.credentials(at.registry)
      : undefined;
    const isFetched = credentials?.registryToken === undefined;
    const challenges = parseChallenges(headers.get('www-authenticate') ?? '');
    return statusError(
      { ...at, action, writes: ACTIONS[method] !== 'pull' },
      {
        ...{ status, headers, body },
        now: this.http.now(),
        challengeError: challenges.find((c) => c.parameters.error)?.parameters
          .error,
        authenticated: Boolean(credentials),
        hasToken: isFetched && (sent?.startsWith('Bearer ') ?? false),
        secrets: this.#authorizer.secrets,
      },
    );
  }
}

/** A question whether something is there. */
function isLookUp({ method, path }: ApiRequest): boolean {
  const isManifest = typeof path === 'string' && path.startsWith('manifests/');
  return method === 'HEAD' || (method === 'GET' && isManifest);
}

function printRepository({ registry, repository }: Repository): string {
  return `${registry}/${repository}`;
}
