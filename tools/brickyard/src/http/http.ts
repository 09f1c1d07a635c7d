import type { BrickyardError } from '../errors';
import type { Answer } from './direct-transport';
import { HttpError } from './http-error';
import { createLimiter } from './limiter';
import { listAuthorities } from './list-authorities';
import {
  interruptedRequestError,
  networkError,
  timeoutError,
} from './network-error';
import type { Environment } from './proxy';
import { createTransport } from './transport';

const MAX_IN_FLIGHT = 16;
const TIMEOUT_MS = 30_000;
/** Bytes per millisecond below which an upload counts as hanging. */
const SLOWEST_UPLOAD = 64;
/** Manifests are limited to 4 MiB by the specification. */
const MAX_BODY = 8 * 1024 * 1024;
const EMPTY = new Uint8Array();

/** Requests sent so far, by method. */
export interface RequestCounts {
  head: number;
  get: number;
  put: number;
  post: number;
  patch: number;
  delete: number;
}

export type Method = 'HEAD' | 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

export interface HttpRequest {
  method: Method;
  url: URL;
  headers: Readonly<Record<string, string>>;
  body?: Uint8Array | string;
  /** Whether `counts` includes it: a token server is not a registry. */
  counted: boolean;
  /** Larger answers are refused. */
  maxBytes?: number;
}

export interface HttpResponse {
  status: number;
  headers: Answer['headers'];
  body: Uint8Array;
}

export interface HttpOptions {
  /** Where HTTPS_PROXY and the like are read. */
  env?: Environment;
  signal?: AbortSignal;
  /** Milliseconds for an answer; an upload gets more by its size. */
  timeout?: number;
  /** Authorities to trust besides the usual ones, as PEM. */
  certificates?: readonly string[];
  /** Whose certificates do not matter: they may use plain http, too. */
  isUnverified?: (url: URL) => boolean;
}

/** Sends one request once; the only place that speaks HTTP. */
export class Http {
  readonly counts: RequestCounts = {
    head: 0,
    get: 0,
    put: 0,
    post: 0,
    patch: 0,
    delete: 0,
  };
  readonly #signal: AbortSignal | undefined;
  readonly #timeout: number;
  readonly #selectSend: ReturnType<typeof createTransport>;
  readonly #limit = createLimiter(MAX_IN_FLIGHT);
  readonly #running = new Map<AbortController, HttpRequest>();

  constructor({ env = process.env, signal, timeout, ...trust }: HttpOptions) {
    const ca = listAuthorities(trust.certificates ?? [], env);
    const { isUnverified } = trust;
    this.#selectSend = createTransport(env, { ca, isUnverified });
    this.#signal = signal;
    this.#timeout = timeout ?? TIMEOUT_MS;
    // One listener for all: a listener per request costs more than the request.
    const abortAll = () =>
      [...this.#running.keys()].forEach((each) => each.abort());
    signal?.addEventListener('abort', abortAll, { once: true });
  }

  /**
   * Resolves to any answer, 3xx to 5xx too; rejects when there is none. `spare`
   * is called when its turn has come: an answer of it, and nothing is sent.
   */
  send(
    request: HttpRequest,
    spare: () => HttpResponse | undefined = () => undefined,
  ): Promise<HttpResponse> {
    return this.#limit(async () => spare() ?? this.#sendNow(request));
  }

  /** Ends what waits for a host, as if its time were over; not an upload. */
  abandon(origin: string): void {
    for (const [controller, { url, body }] of this.#running)
      if (url.origin === origin && body === undefined) controller.abort();
  }

  async #sendNow(request: HttpRequest): Promise<HttpResponse> {
    if (this.#signal?.aborted) throw interruptedRequestError(request.url);
    if (request.counted) {
      this.counts[request.method.toLowerCase() as keyof RequestCounts] += 1;
    }
    const controller = new AbortController();
    const ms = this.#timeout + (request.body?.length ?? 0) / SLOWEST_UPLOAD;
    const timer = setTimeout(() => controller.abort(), ms);
    this.#running.set(controller, request);
    try {
      return await this.#exchange(request, controller.signal);
    } catch (error) {
      throw this.#explain(request.url, error, controller.signal.aborted && ms);
    } finally {
      clearTimeout(timer);
      this.#running.delete(controller);
    }
  }

  async #exchange(
    request: HttpRequest,
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const { method, headers, body } = request;
    const send = await this.#selectSend(request.url);
    const response = await send(request.url, { method, headers, body, signal });
    return {
      status: response.status,
      headers: response.headers,
      body: await readBody(response, request),
    };
  }

  #explain(url: URL, error: unknown, timeout: number | false): BrickyardError {
    if (error instanceof HttpError) return error;
    if (this.#signal?.aborted) return interruptedRequestError(url);
    return timeout ? timeoutError(url, timeout) : networkError(url, error);
  }
}

async function readBody(
  { body }: Answer,
  { maxBytes = MAX_BODY, url }: HttpRequest,
): Promise<Uint8Array> {
  if (body === null) return EMPTY;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > maxBytes) {
      const message = `${url.host}: answered with more than ${maxBytes} bytes`;
      throw new HttpError('HTTP_FAILED', message, { failure: 'too-large' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
