import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { readEndpoint } from '../../brickyard/src/engine/connection/connect';
import { DockerEngine } from '../../brickyard/src/engine/docker-engine';
import {
  ignore,
  packFiles,
  requestOf,
} from '../../brickyard/src/engine/testing/contract-request';
import { EngineProbe } from './engine-probe';
import { GrpcFront } from './grpc-front';
import { readPlaceProfile } from './scratch-profile';

const { env, platform } = process;
const machine = readEndpoint({ env, platform, home: homedir() });
/** Skipped where the engine is not behind a socket of this machine. */
const onSocket = machine.kind === 'socket' ? describe : describe.skip;

onSocket('an engine that answers gRPC on its socket (stand-in)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brickyard-grpc-'));
  const path = join(folder, 'engine.sock');
  const name = `e2e-grpc-${process.pid}/image:latest`;
  const probe = new EngineProbe();
  let front: GrpcFront;
  let engine: DockerEngine;

  beforeAll(async () => {
    const socket = machine.kind === 'socket' ? machine.path : '';
    front = await GrpcFront.start(socket, path);
    const address = `unix://${path}`;
    engine = new DockerEngine({ kind: 'socket', path, address });
  });
  afterAll(async () => {
    engine.close();
    await front.close();
    await probe.removeImages([name]);
    rmSync(folder, { recursive: true });
  });

  it('builds with a session over gRPC, and runs what it built', async () => {
    const ubuntu = 'ubuntu:24.04';
    const base = readPlaceProfile(env).substitutes?.[ubuntu] ?? ubuntu;
    const size = 100_000;
    const Dockerfile = `FROM ${base}\nRUN --mount=type=secret,id=long echo ${process.pid}; wc -c </run/secrets/long >/size\n`;
    const secrets = { long: Buffer.alloc(size, 'x') };
    const context = packFiles({ Dockerfile });
    const request = { ...requestOf({ secrets, tags: [name] }), context };
    await engine.buildImage(request, ignore);
    const command = ['cat', '/size'];
    const { stdout } = await engine.runContainer({ image: name, command });
    expect(stdout).toBe(`${size}\n`);
    expect(front.requests).toContain('gRPC');
    const deprecated = front.requests.filter((text) =>
      /\/(session|grpc)(\?|$)/.test(text),
    );
    expect(deprecated).toEqual([]);
  });
});
