import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';

import { HttpRegistry } from './http-registry';
import { MemoryRegistry } from './memory-registry';

describe('a connection', () => {
  const pool = Symbol.for('undici.globalDispatcher.1');
  const sandbox = globalThis as unknown as Record<symbol, unknown>;

  let memory: MemoryRegistry;

  beforeEach(async () => {
    memory = await MemoryRegistry.start();
    new Headers(); // Makes Node load what `fetch` is made of.
    // jest's sandbox lacks what Node keeps by symbol; `fetch` is from outside.
    const evaluate = fetch.constructor as (body: string) => () => unknown;
    const outside = evaluate('return globalThis')() as typeof sandbox;
    sandbox[pool] = outside[pool];
  });
  afterEach(async () => {
    delete sandbox[pool];
    await memory.close();
  });

  it('is used again after a HEAD', async () => {
    const credentialsFor = async () => undefined;
    const registry = new HttpRegistry({ credentialsFor, env: {} });
    const at = { registry: memory.host, repository: 'team/python' };
    for (let n = 0; n < 30; n += 1) await registry.headManifest(at, 'a');
    // undici opens a second and third while it tidies up after the first.
    expect(memory.connections).toBeLessThan(5);
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
    // Every name leads to the one registry that is there.
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

  it('carries nothing that is for this machine', async () => {
    const at = { registry: memory.host, repository: 'team/python' };
    expect(await registry().listTags(at)).toEqual([]);
    expect(tunnels).toEqual([]);
  });
});
