import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { json } from 'node:stream/consumers';

import type { Daemon } from '../connection/dial';
import { awaitAnswer, openAnswer, openUpgrade } from '../connection/dial';
import { engineError, isNotFound } from '../engine-errors';
import { containerConfig, type ContainerShape } from './container-config';
import { noImageError, notStartedError } from './container-errors';
import { createContainer, removeContainer } from './container-life';

/** A container whose command runs, and what it reads and prints. */
export interface Session {
  /** We choose it, so that we can remove the container even if creating it failed. */
  name: string;
  /** Of a container without a terminal it has pieces: see `splitOutput`. */
  output: Duplex;
  /** To be ended by whoever writes to it; only where the container reads. */
  input: Duplex | undefined;
  /** Once the output has come to its end. */
  exitCode: () => Promise<number>;
}

export interface SessionRequest {
  daemon: Daemon;
  shape: ContainerShape;
  /** Aborted with the error for the caller. */
  signal: AbortSignal;
}

/**
 * Runs one command in a new container, for as long as `work` takes, then removes
 * the container. Rejects CONTAINER_FAILED when it does not start, and ENGINE_*.
 */
export async function withSession<R>(
  request: SessionRequest,
  work: (session: Session) => Promise<R>,
): Promise<R> {
  const { daemon, signal } = request;
  try {
    signal.throwIfAborted();
    return await createAndRun(request, work);
  } catch (error) {
    throw engineError(signal.aborted ? signal.reason : error, daemon.address);
  }
}

async function createAndRun<R>(
  request: SessionRequest,
  work: (session: Session) => Promise<R>,
): Promise<R> {
  const name = `brickyard-${randomUUID()}`;
  try {
    await create(name, request);
    return await follow(name, request, work);
  } finally {
    // The first error counts. An engine that is gone removes the container
    // itself once its command ends.
    await removeContainer(request.daemon, name).catch(() => undefined);
  }
}

async function create(
  name: string,
  { daemon, shape }: SessionRequest,
): Promise<void> {
  try {
    await createContainer(daemon, { name, config: containerConfig(shape) });
  } catch (error) {
    throw isNotFound(error) ? noImageError(shape) : error;
  }
}

async function start(
  name: string,
  { daemon, shape }: SessionRequest,
): Promise<void> {
  const path = `/containers/${name}/start`;
  try {
    await awaitAnswer(daemon.modem, { method: 'POST', path });
  } catch (error) {
    throw hasStatus(error) ? notStartedError(shape, error) : error;
  }
}

/** The engine's own answer; Podman makes the container ready at the first `attach`. */
function hasStatus(error: unknown): boolean {
  return (error as { statusCode?: number }).statusCode !== undefined;
}

/** Both streams are open before the command starts, so that nothing is missed. */
async function follow<R>(
  name: string,
  request: SessionRequest,
  work: (session: Session) => Promise<R>,
): Promise<R> {
  const { daemon, shape, signal } = request;
  const output = await attach(name, request, { stdout: '1', stderr: '1' });
  const drop = () => output.destroy(signal.reason as Error);
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
    // A connection of its own: Podman breaks it when the command ends without
    // having read all, and what the command printed must not be lost with it.
    if (shape.reads) input = await attach(name, request, { stdin: '1' });
    await start(name, request);
    const exitCode = async () =>
      ((await json(ended)) as { StatusCode: number }).StatusCode;
    return await work({ name, output, input, exitCode });
  } finally {
    signal.removeEventListener('abort', drop);
    output.destroy();
    // The engine does not end it while something is left that nobody has read.
    input?.destroy();
  }
}

async function attach(
  name: string,
  { daemon, shape, signal }: SessionRequest,
  streams: Partial<Record<'stdin' | 'stdout' | 'stderr', '1'>>,
): Promise<Duplex> {
  const attached = openUpgrade(daemon.modem, {
    path: `/containers/${name}/attach`,
    protocol: 'tcp',
    query: { stream: '1', stdin: '0', stdout: '0', stderr: '0', ...streams },
    signal,
  });
  const socket = await attached.catch((error: unknown) => {
    throw hasStatus(error) ? notStartedError(shape, error) : error;
  });
  // A read reports the error; between two reads it must not be uncaught.
  socket.on('error', () => undefined);
  return socket;
}
