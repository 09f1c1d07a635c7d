import type { IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import type { DialOptions } from 'docker-modem';

import { checkStatus, readRefusal } from './answer-error';
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

/** One request that streams, or belongs to one that does. */
export interface Dialled {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string | string[]>;
  headers?: Record<string, string>;
  body?: Readable;
  /** A body that is not a stream; only with a query. */
  json?: object;
  signal?: AbortSignal;
}

/** The answer as it arrives; rejects with `statusCode` when it is not a success. */
export async function openAnswer(
  modem: Modem,
  request: Dialled,
): Promise<Readable> {
  const answer = await modem.dial(dialOptions(request));
  if (isAnswer(answer)) await checkStatus(answer);
  return answer;
}

/** As `openAnswer`, for an answer that nobody reads. */
export async function awaitAnswer(
  modem: Modem,
  request: Dialled,
): Promise<void> {
  await finished((await openAnswer(modem, request)).resume());
}

/** A request that turns into a connection of another protocol. */
export type Upgrade = Pick<Dialled, 'path' | 'query' | 'signal'> & {
  protocol: 'h2c' | 'tcp';
  headers?: Record<string, string | string[]>;
};

/** A connection on which both sides now speak another protocol. */
export async function openUpgrade(
  modem: Modem,
  { protocol, headers, ...request }: Upgrade,
): Promise<Duplex> {
  const answer = await modem.dial({
    ...dialOptions({ ...request, method: 'POST' }),
    headers: { ...headers, Upgrade: protocol },
    hijack: true,
    // With no body at all, the modem sends the end of one in chunks, and an
    // engine may take that for input.
    file: Buffer.alloc(0),
  });
  // An answer in place of the upgrade is a refusal, whatever its status.
  if (isAnswer(answer)) throw await readRefusal(answer);
  return answer;
}

function dialOptions(request: Dialled): DialOptions {
  const { method, path, query, headers, body, json, signal } = request;
  return {
    method,
    // The modem adds the query only after a `?`, and removes a `?` without one.
    path: query === undefined ? path : `${path}?`,
    options: query && { _query: query, _body: json ?? {} },
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/x-tar' }),
      ...headers,
    },
    file: body,
    abortSignal: signal,
  };
}

function isAnswer(answer: IncomingMessage | Duplex): answer is IncomingMessage {
  return 'statusCode' in answer;
}
