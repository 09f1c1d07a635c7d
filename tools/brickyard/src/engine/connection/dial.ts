import type { IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { BrickyardError } from '../../errors';
import type { Greeting } from './greeting';
import type { Modem } from './open-modem';

/** An engine that has answered. */
export interface Daemon {
  /** Speaks the version of the API that both sides know. */
  modem: Modem;
  greeting: Greeting;
  /** For messages. */
  address: string;
}

/** One request to the engine's API. */
export interface Dialled {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  body?: Readable;
  /** A body that is not a stream. */
  json?: object;
  signal?: AbortSignal;
}

/** The engine's refusal of a request; its `message` is the engine's own. */
class AnswerError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/**
 * The answer as JSON, `undefined` where its body is empty; rejects with
 * `statusCode` when it is not a success.
 */
export async function fetchAnswer(
  modem: Modem,
  request: Dialled,
): Promise<unknown> {
  const body = await text(await openAnswer(modem, request));
  // Podman ends an answer that has nothing to say with a newline.
  return body.trim() === '' ? undefined : parseAnswer(modem, body);
}

/** The answer as it arrives. */
export async function openAnswer(
  modem: Modem,
  request: Dialled,
): Promise<IncomingMessage> {
  const answer = await send(modem, request);
  const { statusCode = 0 } = answer;
  if (statusCode >= 200 && statusCode < 300) return answer;
  throw new AnswerError(statusCode, readMessage(await text(answer)));
}

/** A request that turns into a connection of another protocol. */
export type Upgrade = Pick<Dialled, 'path' | 'query' | 'signal'> & {
  protocol: 'h2c' | 'tcp';
  headers?: Record<string, string | string[]>;
};

/** A connection on which both sides now speak another protocol. */
export function openUpgrade(
  modem: Modem,
  { protocol, headers, path, query, signal }: Upgrade,
): Promise<Duplex> {
  const upgrade = { Connection: 'Upgrade', Upgrade: protocol };
  const sent = modem.request({
    method: 'POST',
    path: withQuery(path, query),
    headers: { ...headers, ...upgrade },
    signal,
  });
  return new Promise((resolve, reject) => {
    sent.once('error', reject);
    sent.once('upgrade', (_answer, socket: Duplex, head: Buffer) => {
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    // An answer in place of the upgrade is a refusal, whatever its status.
    sent.once('response', (answer: IncomingMessage) => {
      const { statusCode = 0 } = answer;
      const refuse = (body: string) =>
        reject(new AnswerError(statusCode, readMessage(body)));
      text(answer).then(refuse, reject);
    });
    sent.end();
  });
}

/** Resolves with the head of the answer. */
function send(
  modem: Modem,
  { method, path, query, headers, body, json, signal }: Dialled,
): Promise<IncomingMessage> {
  const data = json === undefined ? undefined : JSON.stringify(json);
  const sent = modem.request({
    method,
    path: withQuery(path, query),
    headers: {
      ...(data !== undefined && {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(data),
      }),
      ...(body !== undefined && { 'Content-Type': 'application/x-tar' }),
      ...headers,
    },
    signal,
  });
  return new Promise((resolve, reject) => {
    sent.once('response', resolve);
    // It stays: after the head, the answer itself reports what breaks it.
    sent.on('error', reject);
    if (body === undefined) sent.end(data);
    else body.once('error', (error) => sent.destroy(error)).pipe(sent);
  });
}

function withQuery(path: string, query: Dialled['query']): string {
  if (query === undefined) return path;
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) {
    for (const value of [values].flat()) search.append(name, value);
  }
  return `${path}?${search.toString()}`;
}

function parseAnswer({ address }: Modem, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new BrickyardError(
      'ENGINE_FAILED',
      `${address} answers, but not as an engine does: ${body.trim().slice(0, 200)}`,
      { hint: 'is it an engine, or a proxy in front of one?', cause },
    );
  }
}

/** An engine answers `{ "message": … }`; a proxy in front of it may not. */
function readMessage(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : body.trim();
  } catch {
    return body.trim();
  }
}
