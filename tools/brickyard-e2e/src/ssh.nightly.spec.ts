import { randomUUID } from 'node:crypto';

import { parseDockerHost } from '../../brickyard/src/engine/connection/endpoint';
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
import { SshServer } from './ssh-server';

/** What `contracts.e2e.spec.ts` asks of this machine's engine, asked over ssh. */
describe('an engine behind ssh', () => {
  const probe = new EngineProbe();
  const runnable = `brickyard-contract/ssh:${randomUUID()}`;
  let server: SshServer;
  let target: RegistryProcess;
  let engine: RecordingEngine;

  describeEngineContract('DockerEngine over ssh', async () => {
    server = await SshServer.start();
    target = await RegistryProcess.start();
    const { DOCKER_HOST, ...env } = server.env('works');
    engine = new RecordingEngine(parseDockerHost(DOCKER_HOST), {
      ...process.env,
      ...env,
    });
    const ubuntu = 'ubuntu:24.04';
    const base = readPlaceProfile(process.env).substitutes?.[ubuntu] ?? ubuntu;
    const Dockerfile = `FROM ${base}\nUSER nobody\nENTRYPOINT ["false"]\n`;
    const context = packFiles({ Dockerfile });
    await build(engine, { context, tags: [runnable] });
    const registry = new HttpRegistry({
      credentialsFor: () => Promise.resolve(undefined),
      env: {},
    });
    return {
      engine,
      runnable,
      listContainers: () => probe.listContainers(runnable),
      repository: `${target.host}/contract/ssh`,
      headDigest: async (name: string, tag: string) =>
        (await registry.headManifest(parseReference(name), tag))?.digest,
    };
  });

  afterAll(async () => {
    await probe.removeImages([target.host, 'brickyard-contract/']);
    for (const id of engine.built) await probe.removeImage(id);
    await target.close();
    await server.close();
  });
});
