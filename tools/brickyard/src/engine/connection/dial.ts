import type { Duplex, Readable } from 'node:stream';

/** The part of docker-modem that we use; it picks socket, TLS or ssh. */
export interface Modem {
  dial(
    options: object,
    done: (error: Error | null, answer: unknown) => void,
  ): void;
}

/** An engine that accepts requests. */
export interface Daemon {
  modem: Modem;
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
  /** A body that is not a stream; only with a query. */
  json?: object;
  signal?: AbortSignal;
}

const ACCEPTED = { 200: true, 201: true, 204: true };

/** The answer as JSON; rejects with `statusCode` when it is not a success. */
export function fetchAnswer(modem: Modem, request: Dialled): Promise<unknown> {
  return dial(modem, dialOptions(request));
}

/** The answer as it arrives. */
export function openAnswer(modem: Modem, request: Dialled): Promise<Readable> {
  const options = { ...dialOptions(request), isStream: true };
  return dial(modem, options) as Promise<Readable>;
}

/** A request that turns into a connection of another protocol. */
export type Upgrade = Pick<Dialled, 'path' | 'query' | 'signal'> & {
  protocol: 'h2c' | 'tcp';
  headers?: Record<string, string | string[]>;
};

/** A connection on which both sides now speak another protocol. */
export function openUpgrade(
  modem: Modem,
  { protocol, headers, ...request }: Upgrade,
): Promise<Duplex> {
  // No status is accepted: an answer instead of an upgrade is a failure.
  return dial(modem, {
    ...dialOptions({ ...request, method: 'POST' }),
    headers: { ...headers, Upgrade: protocol },
    hijack: true,
    statusCodes: {},
  }) as Promise<Duplex>;
}

function dialOptions(request: Dialled): object {
  const { method, path, query, headers, body, json, signal } = request;
  return {
    method,
    // The modem adds the query only after a `?`, and removes a `?` without one.
    path: query === undefined ? path : `${path}?`,
    options: query && { _query: query, _body: json ?? {} },
    headers: { ...headers },
    file: body,
    abortSignal: signal,
    statusCodes: ACCEPTED,
  };
}

function dial(modem: Modem, options: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    modem.dial(options, (error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}
