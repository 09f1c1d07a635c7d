import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import type { EngineEndpoint } from '../connection/endpoint';

/** `GET /images/json` → what answers it, whichever version of the API is asked. */
export type Answers = Record<
  string,
  (request: IncomingMessage, response: ServerResponse) => void
>;

export interface LoopbackDaemon {
  endpoint: EngineEndpoint;
  /** Method and path with query, in order of arrival. */
  requests: string[];
  /** Connections that were upgraded by `POST /session`, and their headers. */
  sessions: { socket: Duplex; headers: IncomingMessage['headers'] }[];
  /** From now on such a request is answered like any other. */
  refuseUpgrades(): void;
  close(): Promise<void>;
}

/** What the first questions get, where a test says nothing else: the API of Engine 20.10. */
const PING: Answers = {
  'GET /_ping': (_, response) =>
    response.writeHead(200, { 'Api-Version': '1.41' }).end('OK'),
  'GET /version': (_, response) => replyJson(response, 200, { Arch: 'amd64' }),
};

/** An engine's HTTP side for tests, without anything behind it. */
export async function startDaemon(answers: Answers): Promise<LoopbackDaemon> {
  const requests: string[] = [];
  const sessions: LoopbackDaemon['sessions'] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const [path = ''] = (request.url ?? '').split('?');
    const name = path.replace(/^\/v[\d.]+(?=\/)/, '');
    const answer = { ...PING, ...answers }[`${request.method} ${name}`];
    if (answer !== undefined) answer(request, response);
    else replyJson(response, 404, { message: `nothing at ${path}` });
  });
  server.on('upgrade', ({ headers }: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    socket.write(
      'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
    );
    sessions.push({ socket, headers });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const address = `tcp://127.0.0.1:${port}`;
  return {
    endpoint: { kind: 'http', host: '127.0.0.1', port, address },
    requests,
    sessions,
    refuseUpgrades: () => server.removeAllListeners('upgrade'),
    close: () => {
      for (const { socket } of sessions) socket.destroy();
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

export function replyJson(
  response: ServerResponse,
  status: number,
  ...bodies: unknown[]
): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(bodies.map((body) => JSON.stringify(body)).join('\n'));
}
