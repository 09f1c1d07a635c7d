import { setTimeout as wait } from 'node:timers/promises';

import { HostMemory } from './host-memory';
import type { HttpOptions, HttpRequest, HttpResponse } from './http';
import { Http } from './http';
import { type ExplainHttpError, HttpError, isTransient } from './http-error';
import { interruptedRequestError } from './network-error';
import { followRedirect, isRedirect } from './redirect';
import type { DelayAfter, Sleep } from './retry';
import {
  backoffDelay,
  delayAfterAnswer,
  MAX_ATTEMPTS,
  MAX_DELAY_MS,
} from './retry';

const MAX_REDIRECTS = 5;

export interface ClientRequest extends HttpRequest {
  /** May be sent twice: 429, 5xx and resets are tried again. */
  retriable: boolean;
  /**
   * `any` follows them all; `own` keeps a write with the origin it is for;
   * `none` where the body is a secret that must not travel on.
   */
  redirects: 'any' | 'own' | 'none';
  /** After a try without an answer: where else to send it, once. */
  recover?: () => Promise<URL | undefined>;
}

export interface ClientResponse extends HttpResponse {
  /** The URL that answered, after redirects. */
  url: URL;
  /** Answered by the origin that was asked, not by one it redirected to. */
  sameOrigin: boolean;
  /** Nothing was sent: the host had just said this to others. */
  isRepeated?: boolean;
}

export interface HttpClientOptions extends HttpOptions {
  /** `host` or `host:port` that may be spoken to in plain http. */
  plainHosts?: readonly string[];
  /** Turns a failure here into the client's own error. */
  explain?: ExplainHttpError;
  /** How long to wait before a request is sent again; `undefined` for never. */
  delayAfter?: DelayAfter;
  now?: () => number;
  sleep?: Sleep;
  /** In [0, 1): spreads retries. */
  random?: () => number;
  /** Called before a wait that a user would notice, once for each host. */
  onWait?: (host: string, ms: number) => void;
}

/** Milliseconds of silence that need no word. */
const UNNOTICED_MS = 2000;

const realSleep: Sleep = (ms, signal) => wait(ms, undefined, { signal });

/** Sends requests until they are answered: retries and follows redirects. */
export class HttpClient {
  readonly plainHosts: readonly string[];
  readonly now: () => number;
  readonly #http: Http;
  readonly #explain: ExplainHttpError;
  readonly #delayAfter: DelayAfter;
  readonly #sleep: Sleep;
  readonly #random: () => number;
  readonly #signal: AbortSignal | undefined;
  readonly #onWait: (host: string, ms: number) => void;
  readonly #told = new Set<string>();
  readonly #memory: HostMemory;

  constructor(options: HttpClientOptions = {}) {
    this.plainHosts = options.plainHosts ?? [];
    this.now = options.now ?? Date.now;
    this.#explain = options.explain ?? ((error) => error);
    this.#delayAfter = options.delayAfter ?? delayAfterAnswer;
    this.#sleep = options.sleep ?? realSleep;
    this.#random = options.random ?? Math.random;
    this.#signal = options.signal;
    this.#onWait = options.onWait ?? (() => undefined);
    this.#http = new Http(options);
    this.#memory = new HostMemory(this.now);
  }

  get counts() {
    return this.#http.counts;
  }

  /** Resolves to any answer, 4xx and 5xx too; rejects when there is none. */
  async send(request: ClientRequest): Promise<ClientResponse> {
    const { origin } = request.url;
    try {
      const response = await this.repeat(
        request.url,
        request.retriable,
        (attempt) => this.#sendOnce(request, attempt),
      );
      this.#memory.learn(origin, response);
      return response;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      if (this.#memory.miss(origin, error)) this.#http.abandon(origin);
      throw this.#explain(error);
    }
  }

  /**
   * Runs `task` until it neither fails transiently nor asks for a delay: the
   * only loop that repeats anything. All its waits together stay below the
   * longest one.
   */
  async repeat<T>(
    url: URL,
    retriable: boolean,
    task: (attempt: number) => Promise<Attempted<T>>,
  ): Promise<T> {
    let waited = 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { value, delay } = await task(attempt);
        if (delay === undefined || attempt === MAX_ATTEMPTS) return value;
        waited += delay;
        if (waited > MAX_DELAY_MS) return value;
        await this.#pause(url, delay);
      } catch (error) {
        const isLast = attempt === MAX_ATTEMPTS || !retriable;
        if (isLast || !isTransient(error)) throw error;
        await this.backOff(url, attempt);
      }
    }
  }

  /** Waits as long as is due after the `attempt`-th failure. */
  backOff(url: URL, attempt: number): Promise<void> {
    return this.#pause(url, backoffDelay(attempt, this.#random()));
  }

  async #sendOnce(
    request: ClientRequest,
    attempt: number,
  ): Promise<Attempted<ClientResponse>> {
    const { retriable, url } = request;
    try {
      const value = await this.#follow(request);
      if (value.isRepeated) return { value };
      const now = this.now();
      const state = { attempt, now, random: this.#random(), retriable };
      const delay = this.#delayAfter(value, state);
      if (delay !== undefined)
        this.#memory.stumble(url.origin, { answer: value });
      return { value, delay };
    } catch (error) {
      const other = await recover(request, error);
      if (other) return this.#sendOnce(other, attempt);
      if (error instanceof HttpError && isTransient(error))
        this.#memory.stumble(url.origin, { error });
      throw error;
    }
  }

  async #pause(url: URL, ms: number): Promise<void> {
    if (ms > UNNOTICED_MS && !this.#told.has(url.host)) {
      this.#told.add(url.host);
      this.#onWait(url.host, ms);
    }
    try {
      await this.#sleep(ms, this.#signal);
    } catch (error) {
      throw this.#signal?.aborted ? interruptedRequestError(url) : error;
    }
  }

  async #follow(request: ClientRequest): Promise<ClientResponse> {
    let known: ClientResponse | undefined;
    const recall = () => (known = this.#memory.recall(request.url));
    let current: HttpRequest = request;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const response = await this.#http.send(current, recall);
      if (known !== undefined) return known;
      if (request.redirects === 'none' || !isRedirect(response.status)) {
        const { url } = current;
        const sameOrigin = url.origin === request.url.origin;
        return { ...response, url, sameOrigin };
      }
      const keepsOrigin = request.redirects === 'own';
      const { plainHosts } = this;
      current = followRedirect(current, response, { plainHosts, keepsOrigin });
    }
    const message = `${request.url.host}: more than ${MAX_REDIRECTS} redirects`;
    throw new HttpError('HTTP_FAILED', message, { failure: 'redirect' });
  }
}

async function recover(
  request: ClientRequest,
  error: unknown,
): Promise<ClientRequest | undefined> {
  const isLost = error instanceof HttpError && error.failure === 'unreachable';
  const url = isLost ? await request.recover?.() : undefined;
  return url && { ...request, url, recover: undefined };
}

/** What came of one try, and how long to wait before the next one. */
export interface Attempted<T> {
  value: T;
  /** Milliseconds; `undefined` when the value counts. */
  delay?: number;
}
