import { setTimeout as wait } from 'node:timers/promises';

import { isTransient, RegistryError } from '../registry/errors';
import type { HttpOptions, HttpRequest, HttpResponse } from './http';
import { Http } from './http';
import { interruptedError } from './network-error';
import { followRedirect, isRedirect } from './redirect';
import type { Sleep } from './retry';
import {
  backoffDelay,
  isTransientStatus,
  MAX_ATTEMPTS,
  parseRetryAfter,
} from './retry';

const MAX_REDIRECTS = 5;

export interface ClientRequest extends HttpRequest {
  /** May be sent twice: 429, 5xx and resets are tried again. */
  retriable: boolean;
  /** `false` where the body is a secret that must not travel on. */
  redirects: boolean;
}

export interface ClientResponse extends HttpResponse {
  /** Answered by the origin that was asked, not by one it redirected to. */
  sameOrigin: boolean;
}

export interface HttpClientOptions extends HttpOptions {
  /** `host` or `host:port` that may be spoken to in plain http. */
  insecureRegistries?: readonly string[];
  now?: () => number;
  sleep?: Sleep;
  /** In [0, 1): spreads retries. */
  random?: () => number;
}

const realSleep: Sleep = (ms, signal) => wait(ms, undefined, { signal });

/** Sends requests until they are answered: retries and follows redirects. */
export class HttpClient {
  readonly insecureRegistries: readonly string[];
  readonly now: () => number;
  readonly #http: Http;
  readonly #sleep: Sleep;
  readonly #random: () => number;
  readonly #signal: AbortSignal | undefined;

  constructor(options: HttpClientOptions = {}) {
    this.insecureRegistries = options.insecureRegistries ?? [];
    this.now = options.now ?? Date.now;
    this.#sleep = options.sleep ?? realSleep;
    this.#random = options.random ?? Math.random;
    this.#signal = options.signal;
    this.#http = new Http(options);
  }

  get counts() {
    return this.#http.counts;
  }

  /** Resolves to any answer, 4xx and 5xx too; rejects when there is none. */
  async send(request: ClientRequest): Promise<ClientResponse> {
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt === MAX_ATTEMPTS || !request.retriable;
      try {
        const response = await this.#follow(request);
        if (isLast || !isTransientStatus(response.status)) return response;
        await this.pause(attempt, response.headers.get('retry-after'));
      } catch (error) {
        if (isLast || !isTransient(error)) throw error;
        await this.pause(attempt);
      }
    }
  }

  /** Waits as long as is due after the `attempt`-th failure. */
  async pause(
    attempt: number,
    retryAfter: string | null = null,
  ): Promise<void> {
    const asked = parseRetryAfter(retryAfter, this.now());
    try {
      await this.#sleep(
        asked ?? backoffDelay(attempt, this.#random()),
        this.#signal,
      );
    } catch (error) {
      throw this.#signal?.aborted ? interruptedError() : error;
    }
  }

  async #follow(request: ClientRequest): Promise<ClientResponse> {
    let current: HttpRequest = request;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const response = await this.#http.send(current);
      if (!request.redirects || !isRedirect(response.status)) {
        const sameOrigin = current.url.origin === request.url.origin;
        return { ...response, sameOrigin };
      }
      current = followRedirect(current, response, this.insecureRegistries);
    }
    const message = `${request.url.host}: more than ${MAX_REDIRECTS} redirects`;
    throw new RegistryError('REGISTRY_FAILED', message);
  }
}
