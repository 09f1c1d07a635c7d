import { HttpRegistry } from '../../brickyard/src/registry/http-registry';
import { describeRegistryContract } from '../../brickyard/src/registry/testing/registry-contract';
import { goRegistries } from './go-registries';
import { RegistryProcess } from './registry-process';

describe.each(goRegistries)('$name', ({ name, find, traits }) => {
  let server: RegistryProcess;
  let registry: HttpRegistry;

  // Go may have to build it first.
  beforeAll(async () => {
    server = await RegistryProcess.start({ launch: find() });
    registry = new HttpRegistry({
      credentialsFor: () => Promise.resolve(undefined),
      env: {},
    });
  }, 900_000);
  afterAll(() => server?.close());

  const subject = () => ({
    registry,
    repository: { registry: server.host, repository: 'contract' },
  });
  describeRegistryContract(name, subject, traits);
});
