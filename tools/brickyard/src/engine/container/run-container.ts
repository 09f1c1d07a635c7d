import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';

import type { Daemon } from '../connection/dial';
import { awaitAnswer, openAnswer, openUpgrade } from '../connection/dial';
import type {
  ContainerRequest,
  ContainerResult,
  ContainerVolume,
} from '../engine';
import { engineError, isNotFound } from '../engine-errors';
import {
  failedExecError,
  noImageError,
  notStartedError,
} from './container-errors';
import { createContainer, removeContainer } from './container-life';
import type { ContainerLimits } from './container-limits';
import { watchLimits } from './container-limits';
import { readOutput } from './read-output';

interface Run {
  daemon: Daemon;
  request: ContainerRequest;
  limits: ContainerLimits;
  /** We choose it, so that we can remove the container even if creating it failed. */
  name: string;
}

/**
 * Runs one command in a new container, then removes the container. It may take
 * `slowdown` times as long as the request says.
 */
export async function runContainer(
  daemon: Daemon,
  request: ContainerRequest,
  slowdown: number,
): Promise<ContainerResult> {
  const limits = watchLimits(request, slowdown);
  const { signal } = limits;
  const name = `brickyard-${randomUUID()}`;
  try {
    signal.throwIfAborted();
    return await createAndRun({ daemon, request, limits, name });
  } catch (error) {
    throw engineError(signal.aborted ? signal.reason : error, daemon.address);
  } finally {
    limits.release();
  }
}

async function createAndRun(run: Run): Promise<ContainerResult> {
  try {
    await create(run);
    return await follow(run);
  } finally {
    // The first error counts. An engine that is gone removes the container
    // itself once its command ends.
    await removeContainer(run.daemon, run.name).catch(() => undefined);
  }
}

async function create({ daemon, request, name }: Run): Promise<void> {
  try {
    await createContainer(daemon, { name, config: containerConfig(request) });
  } catch (error) {
    throw isNotFound(error) ? noImageError(request) : error;
  }
}

async function start({ daemon, request, name }: Run): Promise<void> {
  const path = `/containers/${name}/start`;
  try {
    await awaitAnswer(daemon.modem, { method: 'POST', path });
  } catch (error) {
    throw hasStatus(error) ? notStartedError(request, error) : error;
  }
}

/** The engine's own answer; Podman makes the container ready at the first `attach`. */
function hasStatus(error: unknown): boolean {
  return (error as { statusCode?: number }).statusCode !== undefined;
}

/** Both streams are open before the command starts, so that nothing is missed. */
async function follow(run: Run): Promise<ContainerResult> {
  const { daemon, request, limits, name } = run;
  const { signal, guard } = limits;
  const socket = await attachOutput(run);
  const drop = () => socket.destroy(signal.reason as Error);
  signal.addEventListener('abort', drop);
  let input: Duplex | undefined;
  try {
    const ended = await openAnswer(daemon.modem, {
      method: 'POST',
      path: `/containers/${name}/wait`,
      // Podman answers 0 for whatever a removed container exited with.
      query: { condition: 'next-exit' },
      signal,
    });
    input = await attachInput(run);
    await start(run);
    input?.end(request.input);
    const output = await readOutput(socket, guard);
    const { StatusCode } = (await json(ended)) as { StatusCode: number };
    const result = { exitCode: StatusCode, ...output };
    const failure = failedExecError(request, result);
    if (failure !== undefined) throw failure;
    return result;
  } finally {
    signal.removeEventListener('abort', drop);
    socket.destroy();
    // The engine does not end it while something is left that nobody has read.
    input?.destroy();
  }
}

function attachOutput(run: Run): Promise<Duplex> {
  return attach(run, { stdin: '0', stdout: '1', stderr: '1' });
}

/**
 * A connection of its own: Podman breaks it when the command ends without having
 * read all, and what the command printed must not be lost with it.
 */
async function attachInput(run: Run): Promise<Duplex | undefined> {
  if (run.request.input === undefined) return undefined;
  return attach(run, { stdin: '1', stdout: '0', stderr: '0' });
}

async function attach(
  { daemon, request, limits, name }: Run,
  streams: Record<string, string>,
): Promise<Duplex> {
  const attached = openUpgrade(daemon.modem, {
    path: `/containers/${name}/attach`,
    protocol: 'tcp',
    query: { stream: '1', ...streams },
    signal: limits.signal,
  });
  const socket = await attached.catch((error: unknown) => {
    throw hasStatus(error) ? notStartedError(request, error) : error;
  });
  // A read reports the error; between two reads it must not be uncaught.
  socket.on('error', () => undefined);
  return socket;
}

/** https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerCreate */
function containerConfig(request: ContainerRequest) {
  const { image, command, input, network, volumes = [] } = request;
  const reads = input !== undefined;
  return {
    Image: image,
    Entrypoint: command,
    Cmd: [],
    // By number: an image may have no /etc/passwd.
    User: '0:0',
    AttachStdin: reads,
    OpenStdin: reads,
    StdinOnce: reads,
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      NetworkMode: network ?? 'none',
      Mounts: volumes.map(volumeMount),
      // The engine removes it even if this process dies first.
      AutoRemove: true,
      // We read the output as it comes; a copy on disk has no use.
      LogConfig: { Type: 'none' },
    },
  };
}

/** Starts empty: the image's files at that path are not copied into it. */
function volumeMount({ name, target, writable = false }: ContainerVolume) {
  return {
    Type: 'volume',
    Source: name,
    Target: target,
    ReadOnly: !writable,
    VolumeOptions: { NoCopy: true },
  };
}
