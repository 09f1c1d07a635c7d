import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

import { HttpRegistry } from '../registry/http-registry';
import { MemoryRegistry } from '../registry/testing/memory-registry';
import { tlsIdentity } from './testing/tls-identity';
import { createTransport } from './transport';

describe('a connection', () => {
  let memory: MemoryRegistry;
  const credentialsFor = async () => undefined;

  beforeEach(async () => (memory = await MemoryRegistry.start()));
  afterEach(() => memory.close());

  it('is used again, after a HEAD too', async () => {
    const registry = new HttpRegistry({ credentialsFor, env: {} });
    const at = { registry: memory.host, repository: 'team/python' };
    for (let n = 0; n < 30; n += 1) await registry.headManifest(at, 'a');
    await registry.uploadBlob(at, Buffer.from('layer'));
    expect(memory.connections).toBeLessThan(3);
  });

  it('is one of a few, however much is asked at once', async () => {
    const registry = new HttpRegistry({ credentialsFor, env: {} });
    const at = { registry: memory.host, repository: 'team/python' };
    const heads = Array.from({ length: 200 }, () =>
      registry.headManifest(at, 'a'),
    );
    await Promise.all(heads);
    expect(memory.connections).toBe(16);
  });

  it('names the client, and says no more than that', async () => {
    const server = createServer((request, response) => {
      response.end(JSON.stringify(request.rawHeaders));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const send = await createTransport({})(new URL('http://127.0.0.1'));
    const { signal } = new AbortController();
    const url = new URL(`http://127.0.0.1:${port}/`);
    const { body } = await send(url, { method: 'GET', headers: {}, signal });
    const names = JSON.parse(await text(body as NodeJS.ReadableStream)) as [];
    expect(names.filter((_name, index) => index % 2 === 0)).toEqual([
      'accept',
      'user-agent',
      'Host',
      'Connection',
    ]);
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  it('is one with TLS where the URL says so', async () => {
    const send = await createTransport({})(new URL('https://127.0.0.1'));
    const { signal } = new AbortController();
    const url = new URL(`https://${memory.host}/v2/`);
    // The server's plain answer is not a handshake.
    await expect(
      send(url, { method: 'GET', headers: {}, signal }),
    ).rejects.toMatchObject({ code: 'EPROTO' });
  });
});

describe('a proxy', () => {
  let memory: MemoryRegistry;
  let proxy: Server;
  let tunnels: { target: string | undefined; authorization: unknown }[];
  const sockets = new Set<Socket>();

  beforeEach(async () => {
    memory = await MemoryRegistry.start();
    tunnels = [];
    proxy = createServer();
    // Every name leads to the only registry.
    proxy.on('connect', (request, client: Socket) => {
      const authorization = request.headers['proxy-authorization'];
      tunnels.push({ target: request.url, authorization });
      const port = Number(memory.host.split(':')[1]);
      const server = connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        server.pipe(client).pipe(server);
      });
      for (const socket of [client, server]) {
        sockets.add(socket);
        socket.on('error', () => socket.destroy());
      }
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  });
  afterEach(async () => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => proxy.close(done));
    await memory.close();
  });

  function registry(env: Record<string, string> = {}) {
    const { port } = proxy.address() as AddressInfo;
    return new HttpRegistry({
      credentialsFor: async () => undefined,
      insecureRegistries: ['registry.test:5000'],
      env: { HTTP_PROXY: `http://bob:pw@127.0.0.1:${port}`, ...env },
    });
  }

  it('carries what is sent to another machine', async () => {
    const at = { registry: 'registry.test:5000', repository: 'team/python' };
    const proxied = registry();
    const digest = await proxied.uploadBlob(at, Buffer.from('layer'));
    expect(await proxied.hasBlob(at, digest)).toBe(true);
    const authorization = `Basic ${Buffer.from('bob:pw').toString('base64')}`;
    const target = 'registry.test:5000';
    expect(tunnels[0]).toEqual({ target, authorization });
  });

  it('is asked for few tunnels', async () => {
    const at = { registry: 'registry.test:5000', repository: 'team/python' };
    const proxied = registry();
    for (let n = 0; n < 30; n += 1) await proxied.headManifest(at, 'a');
    expect(tunnels.length).toBeLessThan(5);
  });

  it('leads to a registry with a company certificate', async () => {
    await memory.close();
    memory = await MemoryRegistry.start({ tls: tlsIdentity });
    const at = { registry: 'registry.test', repository: 'team/python' };
    const { port } = proxy.address() as AddressInfo;
    const options = {
      credentialsFor: () => Promise.resolve(undefined),
      env: { HTTPS_PROXY: `http://127.0.0.1:${port}` },
    };
    const untrusting = new HttpRegistry(options);
    await expect(untrusting.listTags(at)).rejects.toMatchObject({
      failure: 'untrusted',
      hint: expect.stringContaining('caCertificates') as string,
    });
    const certificates = [tlsIdentity.cert];
    const trusting = new HttpRegistry({ ...options, certificates });
    expect(await trusting.listTags(at)).toEqual([]);
  });

  it('carries nothing that is for this machine', async () => {
    const at = { registry: memory.host, repository: 'team/python' };
    expect(await registry().listTags(at)).toEqual([]);
    expect(tunnels).toEqual([]);
  });
});
