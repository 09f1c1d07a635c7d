import { HttpRegistry } from '../http-registry';
import { MemoryRegistry } from './memory-registry';
import { describeRegistryContract } from './registry-contract';

describe('MemoryRegistry', () => {
  const user = { username: 'bob', password: 'hunter2' };
  const users = { bob: { password: 'hunter2' } };
  const setups = [
    ['without authentication', {}],
    ['with Basic', { auth: { scheme: 'basic', users } }],
    ['with tokens', { auth: { scheme: 'bearer', users } }],
    ['with blobs elsewhere', { redirectBlobs: true }],
    ['with the referrers API', { referrers: true }],
    ['with an older list of referrers', { referrers: { style: 'older' } }],
  ] as const;

  describe.each(setups)('%s', (name, options) => {
    let memory: MemoryRegistry;
    let registry: HttpRegistry;

    beforeAll(async () => {
      memory = await MemoryRegistry.start(options);
      registry = new HttpRegistry({ credentialsFor: async () => user });
    });
    afterAll(() => memory.close());

    describeRegistryContract(name, () => ({
      registry,
      repository: { registry: memory.host, repository: 'contract' },
    }));
  });
});
