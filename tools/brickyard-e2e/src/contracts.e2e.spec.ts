import { HttpRegistry } from '../../brickyard/src/registry/http-registry';
import { describeRegistryContract } from '../../brickyard/src/registry/testing/registry-contract';
import { describeRealEngine } from './engine-contract';
import { RegistryProcess } from './registry-process';

describe('the registry', () => {
  let server: RegistryProcess;
  let registry: HttpRegistry;

  beforeAll(async () => {
    server = await RegistryProcess.start();
    registry = new HttpRegistry({
      credentialsFor: () => Promise.resolve(undefined),
      env: {},
    });
  });
  afterAll(() => server?.close());

  describeRegistryContract('HttpRegistry', () => ({
    registry,
    repository: { registry: server.host, repository: 'contract' },
  }));
});

describe('the engine', () => {
  describeRealEngine('DockerEngine', () =>
    Promise.resolve({ env: process.env }),
  );
});
