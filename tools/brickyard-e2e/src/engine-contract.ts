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
import { EngineProbe } from './engine-probe';
import { RecordingEngine } from './recording-engine';
import { RegistryProcess } from './registry-process';
import { readPlaceProfile } from './scratch-profile';

/** Of an engine: the variables with which commands find it, and its socket. */
export interface EnginePlace {
  env: Readonly<Record<string, string | undefined>>;
  /** The machine's own engine when left out. */
  socket?: string;
}

/** The contract of `Engine` on a real one, with a registry beside it. */
export function describeRealEngine(
  name: string,
  findPlace: () => Promise<EnginePlace>,
): void {
  let server: RegistryProcess | undefined;
  let engine: RecordingEngine | undefined;
  let probe: EngineProbe;
  // A unique name, so that containers of other runs do not count.
  const runnable = `brickyard-contract/runnable:${randomUUID()}`;

  describeEngineContract(name, async () => {
    const { env, socket } = await findPlace();
    server = await RegistryProcess.start();
    const { platform } = process;
    engine = new RecordingEngine(
      readEndpoint({ env, platform, home: homedir() }),
    );
    probe = new EngineProbe(socket);
    const registry = new HttpRegistry({
      credentialsFor: () => Promise.resolve(undefined),
      env: {},
    });
    await buildRunnable(engine, runnable);
    return {
      engine,
      runnable,
      listContainers: () => probe.listContainers(runnable),
      repository: `${server.host}/contract/engine`,
      headDigest: async (repository: string, tag: string) =>
        (await registry.headManifest(parseReference(repository), tag))?.digest,
    };
  });

  afterAll(async () => {
    if (server === undefined || engine === undefined) return;
    await probe.removeImages([server.host, 'brickyard-contract/']);
    for (const id of engine.built) await probe.removeImage(id);
    await server.close();
  });
}

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
