import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type CountingProxy, startCountingProxy } from './counting-proxy';

describe('startCountingProxy', () => {
  let server: Server;
  let proxy: CountingProxy;
  let url: string;

  async function freePort(): Promise<number> {
    const probe = createServer();
    await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
    const { port } = probe.address() as AddressInfo;
    await new Promise((done) => probe.close(done));
    return port;
  }

  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(201, { location: `http://${request.headers.host}` });
        response.end('12345');
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const target = (server.address() as AddressInfo).port;
    proxy = await startCountingProxy(port, target);
  });
  afterEach(async () => {
    await proxy.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('counts requests by verb, and bytes both ways', async () => {
    await fetch(url, { method: 'HEAD' });
    await (await fetch(url)).text();
    await (await fetch(url, { method: 'PUT', body: 'abc' })).text();
    expect(proxy.traffic).toEqual({
      requests: { HEAD: 1, GET: 1, PUT: 1 },
      received: 10,
      sent: 3,
    });
    proxy.reset();
    expect(proxy.traffic.requests).toEqual({});
  });

  it('hands on status and headers, and the name it was asked by', async () => {
    const { status, headers } = await fetch(url);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(url);
  });

  it('answers 502 when nothing is behind it', async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    expect((await fetch(url)).status).toBe(502);
    server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
});
