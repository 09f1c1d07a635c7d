import { HttpRegistry } from '../http-registry';
import { digestOf } from '../protocol/digest';
import type { MemoryAuthOptions } from '../testing/memory-auth';
import { MemoryRegistry } from '../testing/memory-registry';
import type { Credentials } from './login';

const ABSENT = digestOf(new Uint8Array([1]));
const bob = { username: 'bob', password: 'hunter2' };

describe('a token for the registry itself', () => {
  let memory: MemoryRegistry;
  afterEach(() => memory.close());

  async function start(scheme: MemoryAuthOptions['scheme'] = 'bearer') {
    memory = await MemoryRegistry.start({ auth: { scheme, users: { bob } } });
    return { registry: memory.host, repository: 'team/python' };
  }

  function as(credentials: Credentials) {
    return new HttpRegistry({
      credentialsFor: async () => credentials,
      env: {},
    });
  }
  const own = (registryToken: string) =>
    as({ username: '', password: '', registryToken });

  it('is sent as it is, without a token server', async () => {
    const at = await start();
    await as(bob).hasBlob(at, ABSENT);
    const before = memory.requests.length;
    expect(await own('token-1').hasBlob(at, ABSENT)).toBe(false);
    const later = memory.requests.slice(before);
    expect(later.map(({ status }) => status)).toEqual([401, 404]);
    expect(later[1]?.authorization).toBe('Bearer token-1');
  });

  it('that is refused asks for a new login, and is not shown', async () => {
    const at = await start();
    const failed = own('old-one').listTags(at);
    await expect(failed).rejects.toMatchObject({
      code: 'REGISTRY_UNAUTHORIZED',
      hint: expect.stringContaining('again') as string,
    });
    await expect(failed).rejects.not.toThrow(/old-one/);
    expect(memory.requests.map(({ status }) => status)).toEqual([401, 401]);
  });

  it('is nothing to a registry that wants a password', async () => {
    const at = await start('basic');
    await expect(own('token-1').listTags(at)).rejects.toMatchObject({
      code: 'REGISTRY_UNAUTHORIZED',
    });
    expect(memory.requests).toHaveLength(1);
  });
});
