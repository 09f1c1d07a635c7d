import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';

import { readEndpoint } from '../../brickyard/src/engine/connection/connect';
import {
  build,
  packFiles,
} from '../../brickyard/src/engine/testing/contract-request';
import { describeEngineContract } from '../../brickyard/src/engine/testing/engine-contract';
import { parseReference } from '../../brickyard/src/reference/parse-reference';
import { HttpRegistry } from '../../brickyard/src/registry/http-registry';
import { describeRegistryContract } from '../../brickyard/src/registry/testing/registry-contract';
import { EngineProbe } from './engine-probe';
import { RecordingEngine } from './recording-engine';
import { RegistryProcess } from './registry-process';
import { readPlaceProfile } from './scratch-profile';

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
  const probe = new EngineProbe();
  // A unique name, so that containers of other runs do not count.
  const runnable = `brickyard-contract/runnable:${randomUUID()}`;

  describeEngineContract('DockerEngine', async () => {
    await buildRunnable(engine, runnable);
    return {
      engine,
      runnable,
      listContainers: () => probe.listContainers(runnable),
      repository: `${server.host}/contract/engine`,
      headDigest: async (name: string, tag: string) =>
        (await registry.headManifest(parseReference(name), tag))?.digest,
    };
  });

  afterAll(async () => {
    await probe.removeImages([server.host, 'brickyard-contract/']);
    for (const id of engine.built) await probe.removeImage(id);
  });
});

/** On this place's base image, with a user and a program that a run must ignore. */
async function buildRunnable(
  engine: RecordingEngine,
  name: string,
): Promise<void> {
  const ubuntu = 'ubuntu:24.04';
  const base = readPlaceProfile(process.env).substitutes?.[ubuntu] ?? ubuntu;
  const Dockerfile = `FROM ${base}\nUSER nobody\nENTRYPOINT ["false"]\nCMD ["-x"]\n`;
  await build(engine, { context: packFiles({ Dockerfile }), tags: [name] });
}
