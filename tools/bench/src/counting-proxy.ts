import { createServer, request as sendRequest } from 'node:http';

export interface Traffic {
  /** Requests by verb. */
  requests: Record<string, number>;
  /** Bytes of bodies that the registry sent, and that it was sent. */
  received: number;
  sent: number;
}

export interface CountingProxy {
  readonly traffic: Traffic;
  reset(): void;
  close(): Promise<void>;
}

/** Stands on `port` before the registry on `target`, and counts. */
export async function startCountingProxy(
  port: number,
  target: number,
): Promise<CountingProxy> {
  let traffic = noTraffic();
  const server = createServer((request, response) => {
    const { method = 'GET', url, headers } = request;
    traffic.requests[method] = (traffic.requests[method] ?? 0) + 1;
    // Headers stay, Host too, so that the registry's redirects lead back here.
    const upstream = {
      host: '127.0.0.1',
      port: target,
      method,
      path: url,
      headers,
    };
    const forwarded = sendRequest(upstream, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('data', (chunk: Buffer) => (traffic.received += chunk.length));
      answer.pipe(response);
    });
    forwarded.on('error', () => response.writeHead(502).end());
    request.on('data', (chunk: Buffer) => (traffic.sent += chunk.length));
    request.pipe(forwarded);
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    get traffic() {
      return traffic;
    },
    reset: () => (traffic = noTraffic()),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function noTraffic(): Traffic {
  return { requests: {}, received: 0, sent: 0 };
}
