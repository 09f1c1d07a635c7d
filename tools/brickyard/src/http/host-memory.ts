import { Breaker, REQUEST_POINTS, type Setback, TRY_POINTS } from './breaker';
import type { ClientResponse } from './http-client';
import { HttpError } from './http-error';
import { isTransientStatus, MAX_DELAY_MS, parseAskedDelay } from './retry';

/** What a client has learned of each host, so that it asks no one in vain. */
export class HostMemory {
  readonly #breaker: Breaker<ClientResponse>;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
    this.#breaker = new Breaker(now);
  }

  /** What a request would come to: an answer, or an error; `undefined` when it is to be sent. */
  recall(url: URL): ClientResponse | undefined {
    const known = this.#breaker.find(url.origin);
    if (known === undefined) return undefined;
    if ('error' in known) throw repeatedError(known.error);
    return { ...known.answer, url, isRepeated: true };
  }

  learn(origin: string, answer: ClientResponse): void {
    const { status, headers, isRepeated } = answer;
    if (isRepeated) return;
    if (!isTransientStatus(status)) return this.#breaker.succeed(origin);
    const asked = parseAskedDelay(headers.get('retry-after'), this.#now());
    if (asked !== undefined && asked > MAX_DELAY_MS)
      return this.#breaker.hold(origin, { answer }, asked);
    // 500 may be about what was asked for.
    const isForAll = status !== 500;
    const points = REQUEST_POINTS;
    this.#breaker.fail(origin, { answer }, { points, isForAll });
  }

  /** After a request without an answer: whether the host is left alone now. */
  miss(origin: string, error: HttpError): boolean {
    if (!isSilence(error)) return false;
    return this.#breaker.fail(origin, { error }, { points: REQUEST_POINTS });
  }

  /** After one try of several. */
  stumble(origin: string, last: Setback<ClientResponse>): void {
    this.#breaker.fail(origin, last, { points: TRY_POINTS });
  }
}

/** Nobody answered: the next request would not be answered either. */
function isSilence({ failure, cause }: HttpError): boolean {
  const isNone = ['unreachable', 'timeout', 'untrusted'].includes(failure);
  return isNone && !(cause instanceof HttpError);
}

/** The same failure again, which nothing was sent for. */
function repeatedError(error: HttpError): HttpError {
  const { code, message, failure, hint } = error;
  return new HttpError(code, message, { failure, hint, cause: error });
}
