import type { IncomingHttpHeaders } from 'node:http';

import { BrickyardError } from '../../errors';

/** The newest version of the API that Brickyard was run with: Engine 28.5. */
const NEWEST: Version = [1, 51];
/** From here on the engine takes gRPC on its socket: Engine 29.2. */
const GRPC: Version = [1, 53];

type Version = readonly [major: number, minor: number];

/** What an engine says of itself before anything else. */
export interface Greeting {
  /** The newest version of the API that it speaks; a proxy may leave it out. */
  version?: Version;
  /** `Podman 4.3.1`, or else just `Docker`. */
  product: string;
  /** Answers gRPC without `POST /grpc` and `POST /session`. */
  hasGrpc: boolean;
}

/**
 * The head of `GET /_ping`. Throws ENGINE_FAILED for an engine of Windows
 * containers.
 * https://docs.docker.com/reference/api/engine/ (SystemPing)
 */
export function parseGreeting(headers: IncomingHttpHeaders): Greeting {
  if (headers['ostype'] === 'windows') throw windowsError();
  const version = parseVersion(headers['api-version']);
  const podman = headers['libpod-api-version'];
  return {
    ...(version && { version }),
    product: podman === undefined ? 'Docker' : `Podman ${String(podman)}`,
    hasGrpc: version !== undefined && !isOlder(version, GRPC),
  };
}

/**
 * What a path starts with: the newest version that both sides know, so that a
 * newer engine answers as the ones did that Brickyard was tested with.
 */
export function versionPrefix({ version }: Greeting): string {
  if (version === undefined) return '';
  return `/v${(isOlder(version, NEWEST) ? version : NEWEST).join('.')}`;
}

function parseVersion(text: unknown): Version | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(String(text)) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

function isOlder(one: Version, other: Version): boolean {
  return one[0] === other[0] ? one[1] < other[1] : one[0] < other[0];
}

function windowsError(): BrickyardError {
  return new BrickyardError(
    'ENGINE_FAILED',
    'this engine runs Windows containers; images for Databricks are for Linux',
    { hint: 'in the menu of Docker Desktop: "Switch to Linux containers"' },
  );
}
