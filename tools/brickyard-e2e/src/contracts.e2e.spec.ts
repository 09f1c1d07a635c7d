import { homedir } from 'node:os';

import { readEndpoint } from '../../brickyard/src/engine/connect';
import { describeEngineContract } from '../../brickyard/src/engine/engine-contract';
import { parseReference } from '../../brickyard/src/reference/parse-reference';
import { HttpRegistry } from '../../brickyard/src/registry/http-registry';
import { describeRegistryContract } from '../../brickyard/src/registry/registry-contract';
import { EngineProbe } from './engine-probe';
import { RecordingEngine } from './recording-engine';
import { RegistryProcess } from './registry-process';

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

describe('the registry', () => {
  describeRegistryContract('HttpRegistry', () => ({
    registry,
    repository: { registry: server.host, repository: 'contract' },
  }));
});

describe('the engine', () => {
  const { env, platform } = process;
  const engine = new RecordingEngine(
    readEndpoint({ env, platform, home: homedir() }),
  );
  describeEngineContract('DockerEngine', () =>
    Promise.resolve({
      engine,
      repository: `${server.host}/contract/engine`,
      headDigest: async (name: string, tag: string) =>
        (await registry.headManifest(parseReference(name), tag))?.digest,
    }),
  );

  afterAll(async () => {
    const probe = new EngineProbe();
    await probe.removeImages([server.host, 'brickyard-contract/']);
    for (const id of engine.built) await probe.removeImage(id);
  });
});
