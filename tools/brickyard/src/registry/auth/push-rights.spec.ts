import { HttpRegistry } from '../http-registry';
import { digestOf } from '../protocol/digest';
import type { MemoryAuthOptions } from '../testing/memory-auth';
import { MemoryRegistry } from '../testing/memory-registry';

const bob = { username: 'bob', password: 'hunter2' };
const ABSENT = digestOf(new Uint8Array([1]));
let memory: MemoryRegistry;

async function start(auth: Partial<MemoryAuthOptions> = {}) {
  const users = { bob: { password: 'hunter2' } };
  memory = await MemoryRegistry.start({
    auth: { scheme: 'bearer', users, ...auth },
  });
  return { registry: memory.host, repository: 'team/python' };
}
afterEach(() => memory.close());

/** The client of a run that will push, or only reads. */
function client(isWritten: boolean) {
  return new HttpRegistry({
    credentialsFor: async () => bob,
    env: {},
    isWritten: () => isWritten,
  });
}

function tokenScopes(): string[] {
  return memory.requests
    .filter(({ path }) => path.startsWith('/token'))
    .map(
      ({ path }) => new URL(path, 'http://a').searchParams.get('scope') ?? '',
    );
}

const hide = () => memory.fail({ path: /manifests/, reply: { status: 403 } });

describe('the right to a repository that is not there', () => {
  it('is granted to a run that will push, from its first request', async () => {
    const at = await start({ hidesAbsent: true });
    const registry = client(true);
    expect(await registry.headManifest(at, 'latest')).toBeUndefined();
    await registry.uploadBlob(at, new Uint8Array([2]));
    expect(tokenScopes()).toEqual(['repository:team/python:pull,push']);
  });

  it('is denied to a run that only reads, which is not told to log in', async () => {
    const at = await start({ hidesAbsent: true });
    const head = client(false).headManifest(at, 'latest');
    await expect(head).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
    expect(tokenScopes()).toEqual(['repository:team/python:pull']);
  });
});

describe('a tag that is hidden behind 403', () => {
  it('counts as absent in a push, until the upload decides', async () => {
    const at = await start();
    const registry = client(true);
    await registry.hasBlob(at, ABSENT);
    hide();
    expect(await registry.headManifest(at, 'latest')).toBeUndefined();
  });

  it('does so from the first request', async () => {
    const at = await start({ scheme: 'basic' });
    const refuse = { status: 401, headers: { 'www-authenticate': 'Basic' } };
    memory.fail({ path: /manifests/, reply: refuse });
    hide();
    expect(await client(true).headManifest(at, 'latest')).toBeUndefined();
  });

  it('is denied to a run that only reads', async () => {
    const at = await start();
    const registry = client(false);
    await registry.hasBlob(at, ABSENT);
    hide();
    const head = registry.headManifest(at, 'latest');
    await expect(head).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
  });

  it('is denied in the push of an account that may not write', async () => {
    const users = { bob: { password: 'hunter2', actions: ['pull'] } };
    const at = await start({ users });
    hide();
    const head = client(true).headManifest(at, 'latest');
    await expect(head).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
  });

  it('costs one upload that is cancelled, however many there are', async () => {
    const at = await start();
    const registry = client(true);
    for (const tag of ['a', 'b']) {
      hide();
      expect(await registry.headManifest(at, tag)).toBeUndefined();
    }
    const opened = memory
      .summary()
      .filter((line) => /^POST .* 202$/.test(line));
    expect(opened).toHaveLength(1);
    expect(memory.store.find(at.repository)?.uploads.size).toBe(0);
  });

  it('counts as absent where something else can be read', async () => {
    const at = await start();
    const registry = client(false);
    const digest = await registry.uploadBlob(at, new Uint8Array([2]));
    hide();
    const blind = registry.getManifest(at, 'latest');
    await expect(blind).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
    expect(await registry.hasBlob(at, digest)).toBe(true);
    hide();
    expect(await registry.getManifest(at, 'latest')).toBeUndefined();
  });
});

describe('a token that grants nothing', () => {
  it('is not used any more once the repository is made', async () => {
    const at = await start({ hidesAbsent: true });
    const reader = client(false);
    const head = () => reader.headManifest(at, 'latest');
    await expect(head()).rejects.toMatchObject({ code: 'REGISTRY_DENIED' });
    await client(true).uploadBlob(at, new Uint8Array([2]));
    expect(await head()).toBeUndefined();
  });
});

describe('a mount from a repository that is not there', () => {
  it('is no failure: the blob is uploaded', async () => {
    const at = await start({ hidesAbsent: true });
    const from = 'team/absent';
    expect(await client(true).mountBlob(at, ABSENT, from)).toBe(false);
  });
});
