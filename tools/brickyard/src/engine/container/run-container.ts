import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';

import type { Daemon } from '../connection/dial';
import { fetchAnswer, openAnswer, openUpgrade } from '../connection/dial';
import type {
  ContainerRequest,
  ContainerResult,
  ContainerVolume,
} from '../engine';
import { engineError, isConflict, isNotFound } from '../engine-errors';
import {
  failedExecError,
  noImageError,
  notStartedError,
} from './container-errors';
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

/** Runs one command in a new container, then removes the container. */
export async function runContainer(
  daemon: Daemon,
  request: ContainerRequest,
): Promise<ContainerResult> {
  const limits = watchLimits(request);
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
    await remove(run).catch(() => undefined);
  }
}

/** No signal: creating and starting are quick, and half of it would leave something behind. */
async function create({ daemon, request, name }: Run): Promise<void> {
  try {
    await fetchAnswer(daemon.modem, {
      method: 'POST',
      path: '/containers/create',
      query: { name },
      json: containerConfig(request),
    });
  } catch (error) {
    throw isNotFound(error) ? noImageError(request) : error;
  }
}

async function start({ daemon, request, name }: Run): Promise<void> {
  const path = `/containers/${name}/start`;
  try {
    await fetchAnswer(daemon.modem, { method: 'POST', path });
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    throw statusCode === undefined ? error : notStartedError(request, error);
  }
}

/** Both streams are open before the command starts, so that nothing is missed. */
async function follow(run: Run): Promise<ContainerResult> {
  const { daemon, request, limits, name } = run;
  const { signal, guard } = limits;
  const socket = await attach(run);
  const drop = () => socket.destroy(signal.reason as Error);
  signal.addEventListener('abort', drop);
  try {
    const ended = await openAnswer(daemon.modem, {
      method: 'POST',
      path: `/containers/${name}/wait`,
      query: { condition: 'removed' },
      signal,
    });
    await start(run);
    if (request.input !== undefined) socket.end(request.input);
    const output = await readOutput(socket, guard);
    const { StatusCode } = (await json(ended)) as { StatusCode: number };
    const result = { exitCode: StatusCode, ...output };
    const failure = failedExecError(request, result);
    if (failure !== undefined) throw failure;
    return result;
  } finally {
    signal.removeEventListener('abort', drop);
    socket.destroy();
  }
}

async function attach({ daemon, request, limits, name }: Run): Promise<Duplex> {
  const stdin = request.input === undefined ? '0' : '1';
  const socket = await openUpgrade(daemon.modem, {
    path: `/containers/${name}/attach`,
    protocol: 'tcp',
    query: { stream: '1', stdin, stdout: '1', stderr: '1' },
    signal: limits.signal,
  });
  // A read reports the error; between two reads it must not be uncaught.
  socket.on('error', () => undefined);
  return socket;
}

async function remove({ daemon, name }: Run): Promise<void> {
  const path = `/containers/${name}`;
  const query = { force: '1', v: '1' };
  try {
    await fetchAnswer(daemon.modem, { method: 'DELETE', path, query });
  } catch (error) {
    if (isConflict(error)) return untilRemoved({ daemon, name });
    if (!isNotFound(error)) throw error;
  }
}

/** The engine is already removing it. */
async function untilRemoved({
  daemon,
  name,
}: Pick<Run, 'daemon' | 'name'>): Promise<void> {
  const path = `/containers/${name}/wait`;
  const query = { condition: 'removed' };
  await fetchAnswer(daemon.modem, { method: 'POST', path, query });
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
