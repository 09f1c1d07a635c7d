import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';
import { digestOf } from './digest';

const bytes = Buffer.alloc(300_000, 'layer');
const digest = digestOf(bytes);

describe('blobs', () => {
  let memory: MemoryRegistry;
  let registry: HttpRegistry;
  let at: { registry: string; repository: string };

  beforeEach(async () => {
    const users = { bob: { password: 'pw' } };
    memory = await MemoryRegistry.start({ auth: { scheme: 'basic', users } });
    registry = new HttpRegistry({
      credentialsFor: async () => ({ username: 'bob', password: 'pw' }),
      env: {},
      sleep: async () => undefined,
    });
    at = { registry: memory.host, repository: 'team/python' };
    await registry.hasBlob(at, digest);
    memory.requests.length = 0;
  });
  afterEach(() => memory.close());

  it('are uploaded with HEAD, POST and PUT', async () => {
    await registry.uploadBlob(at, bytes);
    expect(memory.summary()).toEqual([
      `HEAD /v2/team/python/blobs/${digest} 404`,
      'POST /v2/team/python/blobs/uploads/ 202',
      `PUT /v2/team/python/blobs/uploads/upload-1?_state=a%2Bb%3D&digest=${encodeURIComponent(digest)} 201`,
    ]);
  });

  it('may be written: an upload is begun and dropped', async () => {
    await registry.checkWritable(at);
    const verbs = memory.summary().map((line) => line.split(' ')[0]);
    expect(verbs).toEqual(['POST', 'DELETE']);
  });

  it('may not be written: the answer to that is the reason', async () => {
    memory.fail({ method: 'POST', reply: { status: 403 } });
    await expect(registry.checkWritable(at)).rejects.toMatchObject({
      code: 'REGISTRY_DENIED',
      message: expect.stringContaining('push to team/python') as unknown,
    });
  });

  it.each([
    ['dropped', 'drop' as const],
    ['refused for now', { status: 503 }],
  ])('are uploaded anew when the connection is %s', async (_name, reply) => {
    memory.fail({ method: 'PUT', reply });
    expect(await registry.uploadBlob(at, bytes)).toBe(digest);
    expect(memory.count('POST')).toBe(2);
    expect(memory.store.find('team/python')?.blobs.has(digest)).toBe(true);
  });

  it('are not uploaded again when only the answer was lost', async () => {
    memory.fail({
      method: 'PUT',
      reply: () => {
        memory.store.open('team/python').blobs.set(digest, bytes);
        return { status: 502 };
      },
    });
    expect(await registry.uploadBlob(at, bytes)).toBe(digest);
    expect(memory.count('PUT')).toBe(1);
  });

  it('fail after five uploads, and leave nothing behind', async () => {
    memory.fail({ method: 'PUT', times: 9, reply: 'drop' });
    await expect(registry.uploadBlob(at, bytes)).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
    });
    expect(memory.count('PUT')).toBe(5);
    expect(memory.store.find('team/python')?.blobs.size).toBe(0);
  });

  it('fail at once when the registry does not want them', async () => {
    memory.fail({ method: 'PUT', reply: { status: 413 } });
    await expect(registry.uploadBlob(at, bytes)).rejects.toMatchObject({
      code: 'REGISTRY_QUOTA',
      message: expect.stringContaining(`upload blob ${digest}`) as string,
    });
  });

  it('go where the registry says, without credentials to another origin', async () => {
    const storage = await MemoryRegistry.start();
    const session = storage.store.beginUpload('x');
    const path = `/v2/x/blobs/uploads/${session}?_state=a%2Bb%3D`;
    const headers = { location: `${storage.origin}${path}` };
    memory.fail({ method: 'POST', reply: { status: 202, headers } });
    await registry.uploadBlob(at, bytes);
    expect(storage.requests).toMatchObject([
      { method: 'PUT', status: 201, authorization: undefined },
    ]);
    await storage.close();
  });

  it('do not answer the challenge of another origin', async () => {
    const users = { bob: { password: 'pw' } };
    const auth = { scheme: 'bearer' as const, users };
    const thief = await MemoryRegistry.start({ auth });
    const headers = { location: `${thief.origin}/v2/x/blobs/uploads/s` };
    memory.fail({ method: 'POST', reply: { status: 202, headers } });
    await expect(registry.uploadBlob(at, bytes)).rejects.toMatchObject({
      status: 401,
    });
    expect(thief.requests).toHaveLength(1);
    await thief.close();
  });

  it.each([
    ['no', undefined],
    ['an invalid', 'http://['],
    ['an open', 'http://storage.test/upload'],
  ])('fail when the session has %s Location', async (_name, location) => {
    const headers: Record<string, string> = location ? { location } : {};
    memory.fail({ method: 'POST', reply: { status: 202, headers } });
    await expect(registry.uploadBlob(at, bytes)).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
    });
  });

  it('that cannot be mounted leave no session behind', async () => {
    expect(await registry.mountBlob(at, digest, 'team/r')).toBe(false);
    expect(memory.summary().at(-1)).toMatch(/^DELETE .*\/upload-1.* 204$/);
    expect(memory.store.find('team/python')?.uploads.size).toBe(0);
  });

  it.each([405, 500])(
    'that cannot be mounted do not mind a %d to the clean-up',
    async (status) => {
      memory.fail({ method: 'DELETE', times: 9, reply: { status } });
      expect(await registry.mountBlob(at, digest, 'team/r')).toBe(false);
    },
  );

  it('are refused when they are not what their digest says', async () => {
    memory.fail({ method: 'GET', reply: { status: 200, body: 'damaged' } });
    await expect(registry.getBlob(at, digest)).rejects.toMatchObject({
      code: 'REGISTRY_FAILED',
      message: expect.stringContaining(digest) as string,
    });
  });
});
