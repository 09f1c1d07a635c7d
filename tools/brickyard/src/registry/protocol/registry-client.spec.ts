import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from '../testing/memory-registry';

describe('RegistryClient', () => {
  const credentialsFor = jest.fn(async () => undefined);

  beforeEach(() => credentialsFor.mockClear());

  it('asks nobody for credentials at an open registry', async () => {
    const memory = await MemoryRegistry.start();
    const registry = new HttpRegistry({ credentialsFor, env: {} });
    const at = { registry: memory.host, repository: 'team/python' };
    await Promise.all([1, 2, 3].map(() => registry.headManifest(at, 'a')));
    expect(registry.counts).toMatchObject({ head: 3, get: 0 });
    expect(credentialsFor).not.toHaveBeenCalled();
    await memory.close();
  });

  it('finds out once that nobody is there, and tries again later', async () => {
    const memory = await MemoryRegistry.start();
    const registry = new HttpRegistry({ credentialsFor, env: {} });
    const at = { registry: memory.host, repository: 'team/python' };
    await memory.close();

    const all = [1, 2, 3].map(() => registry.headManifest(at, 'a'));
    for (const { status } of await Promise.allSettled(all)) {
      expect(status).toBe('rejected');
    }
    expect(registry.counts.head).toBe(1);

    await expect(registry.headManifest(at, 'a')).rejects.toMatchObject({
      code: 'REGISTRY_UNREACHABLE',
    });
    expect(registry.counts.head).toBe(2);
  });

  it('lets one refused repository not stop the others', async () => {
    const memory = await MemoryRegistry.start();
    const registry = new HttpRegistry({ credentialsFor, env: {} });
    memory.fail({ path: /secret/, reply: { status: 403 } });
    const heads = ['secret', 'python'].map((repository) =>
      registry.headManifest({ registry: memory.host, repository }, 'a'),
    );
    const [secret, python] = await Promise.allSettled(heads);
    expect(secret).toMatchObject({ reason: { code: 'REGISTRY_DENIED' } });
    expect(python).toMatchObject({ status: 'fulfilled', value: undefined });
    await memory.close();
  });
});
