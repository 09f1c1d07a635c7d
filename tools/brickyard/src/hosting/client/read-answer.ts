import type { Answer } from '../../http/direct-transport';
import { redact } from '../../redact/redact';
import { shorten } from '../../shorten';
import { HostError, refusalError } from '../host/host-error';
import { isRateLimit } from './retry-delay';

/** An answer, with its whole body. */
export interface Received {
  status: number;
  headers: Answer['headers'];
  text: string;
  url: URL;
}

export interface HostAction {
  /** `GitHub` */
  host: string;
  action: string;
  tokenName: string;
  /** Texts that no message may show. */
  secrets: readonly string[];
}

/** The JSON of an answer; `undefined` for an empty one. Throws for a refusal. */
export function readAnswer(asked: HostAction, received: Received): unknown {
  const { status, headers, text, url } = received;
  const { host, action, tokenName, secrets } = asked;
  const data = parse(text);
  // Azure DevOps refuses a token with 203 and its sign-in page.
  const isSuccess = status >= 200 && status < 300 && status !== 203;
  if (isSuccess && data !== null) return data;
  if (isSuccess)
    throw new HostError(
      'HOST_FAILED',
      `${host} did not ${action}: ${url.host} did not answer with JSON`,
      { status, hint: `check ${tokenName}, the address and the proxy` },
    );
  const words = redact(wordsOf(data), secrets);
  if (isRateLimit(received))
    throw limitError(`${host} did not ${action} (${status})`, headers);
  throw refusalError({ host, action, status, words, tokenName });
}

function limitError(what: string, headers: Answer['headers']): HostError {
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  const until = Number.isNaN(reset)
    ? ''
    : ` until ${new Date(reset * 1000).toISOString()}`;
  return new HostError(
    'HOST_FAILED',
    `${what}: its rate limit is used up${until}`,
    { status: 429, hint: 'run the same command again later' },
  );
}

/** `null` for a text that is not JSON, `undefined` for an empty one. */
function parse(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Hosts say `message`, and GitHub adds what is wrong with each field. */
function wordsOf(data: unknown): string {
  const { message, errors } = (data ?? {}) as Record<string, unknown>;
  const details = Array.isArray(errors)
    ? errors.map((error: unknown) => messageOf(error))
    : [];
  const words = [message, ...details]
    .filter((word) => typeof word === 'string')
    .join(', ');
  return shorten(words.replace(/\s+/g, ' '), 500);
}

function messageOf(error: unknown): unknown {
  return error instanceof Object && 'message' in error ? error.message : error;
}
