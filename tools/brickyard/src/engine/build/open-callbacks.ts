import type { OutgoingHttpHeaders } from 'node:http2';
import type { Duplex } from 'node:stream';

import { BrickyardError, isInterrupt } from '../../errors';
import { type Daemon, openUpgrade } from '../connection/dial';
import { isNotFound } from '../engine-errors';
import { openGrpcSession } from './grpc-session';

/** Milliseconds until an engine that says nothing to gRPC is asked in the older way. */
const PATIENCE = 10_000;

export type SessionHeaders = Record<string, string | string[]>;

/**
 * The connection over which BuildKit calls back. Engine 29.2 offers it as a
 * method of its gRPC API, and will some day take `POST /session` away.
 */
export async function openCallbacks(
  daemon: Daemon,
  headers: SessionHeaders,
  signal?: AbortSignal,
): Promise<Duplex> {
  if (daemon.greeting.hasGrpc) {
    const socket = await openByGrpc(daemon, headers, signal);
    if (socket !== undefined) return socket;
  }
  const upgrade = { path: '/session', protocol: 'h2c', headers } as const;
  try {
    return await openUpgrade(daemon.modem, { ...upgrade, signal });
  } catch (error) {
    throw isNotFound(error) ? noBuildKitError(daemon) : error;
  }
}

/** `undefined` where the engine does not take it: something in between may speak HTTP/1 only. */
async function openByGrpc(
  { modem }: Daemon,
  headers: OutgoingHttpHeaders,
  signal?: AbortSignal,
): Promise<Duplex | undefined> {
  const limit = AbortSignal.timeout(PATIENCE);
  const either = signal ? AbortSignal.any([signal, limit]) : limit;
  try {
    return await openGrpcSession(modem.connect('h2'), headers, either);
  } catch (error) {
    signal?.throwIfAborted();
    if (isInterrupt(error)) throw error;
    // `POST /session` is the older way, and tells what else is wrong.
    return undefined;
  }
}

function noBuildKitError({ greeting, address }: Daemon): BrickyardError {
  const { product } = greeting;
  return new BrickyardError(
    'ENGINE_FAILED',
    `${product} at ${address} cannot build: its API has no BuildKit`,
    {
      hint: 'build with Docker Engine 20.10 or newer, or Docker Desktop (DOCKER_HOST=…, or `docker context use …`). Plans, `doctor`, `diff` and tests of published images work here',
    },
  );
}
