import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

import type { Dialled } from './dial';
import type { EngineEndpoint } from './endpoint';

/** A request that needs no stream in either direction. */
export type ShortRequest = Pick<Dialled, 'method' | 'path'> & {
  query?: Record<string, string>;
  signal?: AbortSignal;
};

/**
 * The answer to a short request as JSON, without dockerode: that takes 100 ms to
 * load, and most runs only ask which images the engine has. Not over ssh, which
 * only dockerode speaks. Rejects with `statusCode` when the answer is not a success.
 */
export async function fetchDirectly(
  endpoint: EngineEndpoint,
  { path, query, ...request }: ShortRequest,
): Promise<unknown> {
  const { status, body } = await exchange(endpoint, {
    ...request,
    path: query ? `${path}?${new URLSearchParams(query).toString()}` : path,
  });
  if (status >= 200 && status < 300) return body && JSON.parse(body);
  const failure = new Error(readMessage(body));
  throw Object.assign(failure, { statusCode: status });
}

function exchange(
  endpoint: EngineEndpoint,
  request: ShortRequest,
): Promise<{ status: number; body: string }> {
  const send = endpoint.kind === 'https' ? httpsRequest : httpRequest;
  const options = { ...addressOf(endpoint), ...endpoint.tls, ...request };
  return new Promise((resolve, reject) => {
    const sent = send(options, (answer) => {
      const { statusCode: status = 0 } = answer;
      text(answer).then((body) => resolve({ status, body }), reject);
    });
    sent.once('error', reject).end();
  });
}

function addressOf(endpoint: EngineEndpoint) {
  if (endpoint.kind === 'socket') return { socketPath: endpoint.path };
  return { host: endpoint.host, port: endpoint.port };
}

/** An engine answers `{ "message": … }`; a proxy in front of it may not. */
function readMessage(body: string): string {
  try {
    const { message } = JSON.parse(body) as { message?: unknown };
    return typeof message === 'string' ? message : body;
  } catch {
    return body;
  }
}
