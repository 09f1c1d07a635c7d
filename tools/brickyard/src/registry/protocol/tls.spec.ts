import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { listAuthorities } from '../../http/list-authorities';
import { tlsIdentity } from '../../http/testing/tls-identity';
import { createTransport } from '../../http/transport';
import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';

const { cert } = tlsIdentity;
const credentialsFor = () => Promise.resolve(undefined);
const sleep = () => Promise.resolve();

describe('a registry on this machine that speaks TLS', () => {
  let memory: MemoryRegistry;
  let at: { registry: string; repository: string };

  beforeEach(async () => {
    memory = await MemoryRegistry.start({ tls: tlsIdentity });
    at = { registry: memory.host, repository: 'team/python' };
  });
  afterEach(() => memory.close());

  it('is found out by the first request, and trusted as an engine does', async () => {
    const registry = new HttpRegistry({ credentialsFor, env: {}, sleep });
    const digest = await registry.uploadBlob(at, Buffer.from('layer'));
    expect(await registry.hasBlob(at, digest)).toBe(true);
    const [first, ...rest] = memory.summary();
    expect(first).toBe('GET /v2/ 200');
    expect(rest).toHaveLength(4);
  });

  it('is found out once, however much is asked at once', async () => {
    const registry = new HttpRegistry({ credentialsFor, env: {}, sleep });
    const heads = [1, 2, 3].map(() => registry.headManifest(at, 'a'));
    expect(await Promise.all(heads)).toEqual([undefined, undefined, undefined]);
    expect(memory.count('GET')).toBe(1);
  });

  it('logs in over TLS alone', async () => {
    await memory.close();
    const users = { bob: { password: 'pw' } };
    const auth = { scheme: 'bearer' as const, users };
    memory = await MemoryRegistry.start({ tls: tlsIdentity, auth });
    at = { registry: memory.host, repository: 'team/python' };
    const bob = { username: 'bob', password: 'pw' };
    const registry = new HttpRegistry({
      ...{ env: {}, sleep },
      credentialsFor: () => Promise.resolve(bob),
    });
    expect(await registry.listTags(at)).toEqual([]);
    expect(memory.requests.at(-1)?.authorization).toMatch(/^Bearer/);
  });
});

describe('a server that answers 400 to what is not TLS', () => {
  it.each([
    ['is asked with TLS', true],
    ['is believed when it speaks no TLS', false],
  ])('%s', async (_name, hasTls) => {
    const memory = await MemoryRegistry.start(
      hasTls ? { tls: tlsIdentity } : {},
    );
    const front = hasTls ? await frontOf(memory) : undefined;
    const host = front ? hostOf(front) : memory.host;
    if (!front) memory.fail({ reply: { status: 400 } });
    const registry = new HttpRegistry({ credentialsFor, env: {}, sleep });
    const at = { registry: host, repository: 'team/python' };
    const head = registry.headManifest(at, 'a');
    if (hasTls) expect(await head).toBeUndefined();
    else await expect(head).rejects.toMatchObject({ status: 400 });
    front?.close();
    await memory.close();
  });
});

describe('a registry that is reset', () => {
  it('and speaks no TLS is asked again in plain http', async () => {
    const memory = await MemoryRegistry.start();
    const registry = new HttpRegistry({ credentialsFor, env: {}, sleep });
    const at = { registry: memory.host, repository: 'team/python' };
    memory.fail({ reply: 'drop' });
    expect(await registry.headManifest(at, 'a')).toBeUndefined();
    expect(memory.count('HEAD')).toBe(2);
    await memory.close();
  });
});

describe('the authorities of a profile', () => {
  const { signal } = new AbortController();
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-ca-'));
  let memory: MemoryRegistry;

  beforeAll(async () => {
    memory = await MemoryRegistry.start({ tls: tlsIdentity });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await memory.close();
  });

  async function status(certificates: string[], env = {}) {
    const ca = listAuthorities(certificates, env);
    const url = new URL(`${memory.origin}/v2/`);
    const send = await createTransport({}, { ca })(url);
    return (await send(url, { method: 'GET', headers: {}, signal })).status;
  }

  it('are trusted', async () => {
    await expect(status([])).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(await status([cert])).toBe(200);
  });

  it('do not replace those of NODE_EXTRA_CA_CERTS and of the system', async () => {
    const [other] = listAuthorities([cert], {}) ?? [];
    const file = join(folder, 'extra.pem');
    writeFileSync(file, cert);
    for (const name of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'])
      expect(await status([String(other)], { [name]: file })).toBe(200);
  });

  it('count where a file of others cannot be read', async () => {
    const env = { NODE_EXTRA_CA_CERTS: join(folder, 'gone.pem') };
    expect(await status([cert], env)).toBe(200);
  });
});

/** Answers plain http with 400, as Go does, and hands TLS on. */
async function frontOf(memory: MemoryRegistry): Promise<Server> {
  const { connect } = await import('node:net');
  const server = createServer((client) => {
    client.once('data', (chunk) => {
      if (chunk[0] !== 22)
        return void client.end('HTTP/1.0 400 Bad Request\r\n\r\nTLS, please\n');
      const port = Number(memory.host.split(':')[1]);
      const registry = connect(port, '127.0.0.1');
      registry.write(chunk);
      client.pipe(registry).pipe(client);
      for (const socket of [client, registry])
        socket.on('error', () => socket.destroy());
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

function hostOf(server: Server): string {
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
