import { type IncomingMessage, request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';

import { BrickyardError } from '../../errors';
import { shorten } from '../../shorten';
import { checkStatus } from './answer-error';
import type { Wire } from './open-wire';

/** A request that needs no stream in either direction. */
export interface ShortRequest {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * The answer as JSON, `undefined` where its body is empty; rejects with
 * `statusCode` when it is not a success.
 */
export async function ask(wire: Wire, request: ShortRequest): Promise<unknown> {
  const { body } = await askWithHead(wire, request);
  // Podman ends an answer that has nothing to say with a newline.
  return body.trim() === '' ? undefined : parseAnswer(wire, body);
}

/** The answer to its end, so that the next request finds the connection free. */
export async function askWithHead(
  wire: Wire,
  request: ShortRequest,
): Promise<{ headers: IncomingMessage['headers']; body: string }> {
  const answer = await send(wire, request);
  await checkStatus(answer);
  return { headers: answer.headers, body: await text(answer) };
}

function send(
  { agent, headers }: Wire,
  { method, path, query, signal }: ShortRequest,
): Promise<IncomingMessage> {
  const search = query && `?${new URLSearchParams(query).toString()}`;
  return new Promise((resolve, reject) => {
    httpRequest({ agent, headers, method, path: path + (search ?? ''), signal })
      .once('response', resolve)
      // It stays: after the head, the answer itself reports what breaks it.
      .on('error', reject)
      .end();
  });
}

function parseAnswer({ address }: Wire, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new BrickyardError(
      'ENGINE_FAILED',
      `${address} answers, but not as an engine does: ${shorten(body.trim(), 200)}`,
      { hint: 'is it an engine, or a proxy in front of one?', cause },
    );
  }
}
