import { setTimeout as wait } from 'node:timers/promises';

import type { Environment } from '../http/proxy';
import { backoffDelay, MAX_ATTEMPTS } from '../http/retry';
import { createTransport } from '../http/transport';
import { redact } from '../redact/redact';
import { HostError } from './host-error';
import { readAnswer, type Received } from './read-answer';
import { retryDelay } from './retry-delay';

const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;
const MAX_BODY = 32 * 1024 * 1024;

export interface HostRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base address, or a whole one that the host itself gave. */
  path: string | URL;
  /** For messages: `list the comments of pull request 12`. */
  action: string;
  /** Sent as JSON. */
  body?: unknown;
}

export interface HostAnswer extends Pick<Received, 'headers' | 'url'> {
  /** `undefined` for an empty body. */
  data: unknown;
}

export interface HostClientOptions {
  /** `GitHub` */
  name: string;
  /** With a slash in the end. */
  base: URL;
  headers: Readonly<Record<string, string>>;
  /** Value of the Authorization header. */
  authorization: string;
  /** The variable that the token is from. */
  tokenName: string;
  /** Never to be shown. */
  secrets: readonly string[];
  env: Environment;
}

/** What specs replace. */
export interface HostTiming {
  sleep?: (ms: number) => Promise<unknown>;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** In [0, 1). */
  random?: () => number;
}

/** Speaks JSON with one code host: retries, redirects, errors. */
export class HostClient {
  readonly #options: HostClientOptions;
  readonly #timing: Required<HostTiming>;
  readonly #selectSend: ReturnType<typeof createTransport>;

  constructor(options: HostClientOptions, timing: HostTiming = {}) {
    this.#options = options;
    this.#timing = {
      sleep: (ms) => wait(ms),
      now: Date.now,
      random: Math.random,
      ...timing,
    };
    this.#selectSend = createTransport(options.env);
  }

  /** Rejects with a HostError when there is no answer, or no success. */
  async send(request: HostRequest): Promise<HostAnswer> {
    const received = await this.#persist(request);
    const { name: host, tokenName, secrets } = this.#options;
    const asked = { host, action: request.action, tokenName, secrets };
    const { headers, url } = received;
    return { data: readAnswer(asked, received), headers, url };
  }

  async #persist(request: HostRequest): Promise<Received> {
    const { sleep, now, random } = this.#timing;
    const isRepeatable = request.method !== 'POST';
    for (let attempt = 1; ; attempt += 1) {
      try {
        const received = await this.#follow(request);
        const state = { attempt, now: now(), random: random(), isRepeatable };
        const delay = retryDelay(received, state);
        if (delay === undefined) return received;
        await sleep(delay);
      } catch (error) {
        if (error instanceof HostError) throw error;
        if (attempt >= MAX_ATTEMPTS || !isRepeatable)
          throw this.#unreachable(request, error);
        await sleep(backoffDelay(attempt, random()));
      }
    }
  }

  async #follow(request: HostRequest): Promise<Received> {
    let url = new URL(request.path, this.#options.base);
    for (let hops = 0; ; hops += 1) {
      const received = await this.#exchange(request, url);
      const { status, headers } = received;
      const location = headers.get('location');
      const isRedirect = [301, 302, 303, 307, 308].includes(status);
      if (!isRedirect || location === null) return received;
      const next = new URL(location, url);
      if (hops === MAX_REDIRECTS || !this.#mayFollow(request, status, next))
        throw this.#redirectError(request, status, next);
      url = next;
    }
  }

  /** A write stays with the host that it is for, and keeps its method. */
  #mayFollow({ method }: HostRequest, status: number, next: URL): boolean {
    const { base } = this.#options;
    if (next.protocol !== base.protocol && next.protocol !== 'https:')
      return false;
    if (method === 'GET') return true;
    return next.origin === base.origin && (status === 307 || status === 308);
  }

  async #exchange(request: HostRequest, url: URL): Promise<Received> {
    const { base, headers, authorization } = this.#options;
    const { method, body } = request;
    const text = body === undefined ? undefined : JSON.stringify(body);
    const send = await this.#selectSend(url);
    const answer = await send(url, {
      method,
      headers: {
        ...headers,
        'user-agent': 'brickyard',
        ...(text !== undefined && { 'content-type': 'application/json' }),
        // The token is for one origin, wherever that sends on to.
        ...(url.origin === base.origin && { authorization }),
      },
      body: text,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { status } = answer;
    return { status, headers: answer.headers, url, text: await read(answer) };
  }

  #redirectError({ action }: HostRequest, status: number, to: URL): HostError {
    const { name } = this.#options;
    const message = `${name} did not ${action}: it redirects (${status}) to ${to.origin}, which is not followed`;
    const hint = 'has the repository been renamed, or the token expired?';
    return new HostError('HOST_FAILED', message, { status, hint });
  }

  #unreachable({ action }: HostRequest, error: unknown): HostError {
    const { name, base, secrets } = this.#options;
    const reason = redact(reasonOf(error), secrets);
    return new HostError(
      'HOST_UNREACHABLE',
      `cannot reach ${name} at ${base.host} to ${action}: ${reason}`,
      {
        hint: 'check the address, HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS',
      },
    );
  }
}

/** Rejects when the connection ends early. */
async function read({
  body,
}: {
  body: AsyncIterable<Uint8Array> | null;
}): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MAX_BODY)
      throw new Error(`the answer has over ${MAX_BODY} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** `fetch` wraps: the system's own error is the innermost one. */
function reasonOf(error: unknown): string {
  const { cause, code, message } = error as Record<string, unknown>;
  if (cause instanceof Object) return reasonOf(cause);
  return String(code ?? message ?? error);
}
