import { HttpClient } from '../../http/http-client';
import { HttpError } from '../../http/http-error';
import type { Environment } from '../../http/proxy';
import { redact } from '../../redact/redact';
import { HostError } from '../host/host-error';
import type { HostTiming } from '../host/host-timing';
import { readAnswer, type Received } from './read-answer';
import { delayAfterHost } from './retry-delay';

const MAX_BODY = 32 * 1024 * 1024;

export interface HostRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** A path below the base address, or a whole address that the host gave. */
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
  /** Ends with a slash. */
  base: URL;
  headers: Readonly<Record<string, string>>;
  /** Value of the Authorization header. */
  authorization: string;
  /** The variable that holds the token. */
  tokenName: string;
  /** Texts that no message may show. */
  secrets: readonly string[];
  env: Environment;
}

/** Sends and receives JSON at one code host. */
export class HostClient {
  readonly #options: HostClientOptions;
  readonly #http: HttpClient;

  constructor(options: HostClientOptions, timing: HostTiming = {}) {
    const { env, base } = options;
    this.#options = options;
    this.#http = new HttpClient({
      env,
      // A host whose address is plain http is meant to be spoken to that way.
      plainHosts: base.protocol === 'http:' ? [base.host] : [],
      delayAfter: delayAfterHost,
      ...timing,
    });
  }

  /** Rejects with a HostError when the host does not answer, or refuses. */
  async send(request: HostRequest): Promise<HostAnswer> {
    const received = await this.#exchange(request);
    const { name: host, tokenName, secrets } = this.#options;
    const asked = { host, action: request.action, tokenName, secrets };
    const { headers, url } = received;
    return { data: readAnswer(asked, received), headers, url };
  }

  async #exchange(request: HostRequest): Promise<Received> {
    const { base, headers, authorization } = this.#options;
    const { method, body } = request;
    const url = new URL(request.path, base);
    const text = body === undefined ? undefined : JSON.stringify(body);
    try {
      const answer = await this.#http.send({
        method,
        url,
        headers: {
          ...headers,
          'user-agent': 'brickyard',
          ...(text !== undefined && { 'content-type': 'application/json' }),
          // An address that the host gave may be another origin's.
          ...(url.origin === base.origin && { authorization }),
        },
        body: text,
        maxBytes: MAX_BODY,
        counted: false,
        retriable: method !== 'POST',
        redirects: 'own',
      });
      return { ...answer, text: new TextDecoder().decode(answer.body) };
    } catch (error) {
      throw error instanceof HttpError ? this.#explain(request, error) : error;
    }
  }

  #explain({ action }: HostRequest, error: HttpError): HostError {
    const { name, base, secrets } = this.#options;
    const { failure, status, message, transient } = error;
    const reason = redact(message, secrets);
    const details = { failure, status, transient };
    if (failure === 'redirect')
      return new HostError(
        'HOST_FAILED',
        `${name} did not ${action}: ${reason}`,
        {
          ...details,
          hint: 'has the repository been renamed, or the token expired?',
        },
      );
    return new HostError(
      'HOST_UNREACHABLE',
      `cannot reach ${name} at ${base.host} to ${action}: ${reason}`,
      {
        ...details,
        hint: 'check the address, HTTPS_PROXY, NO_PROXY and NODE_EXTRA_CA_CERTS',
      },
    );
  }
}
