import { Agent } from 'node:http';
import { connect, isIP, isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, createSecureContext } from 'node:tls';
import { inspect } from 'node:util';

import { BrickyardError } from '../../errors';
import type { EngineEndpoint, TlsFiles } from './endpoint';
import { openTunnel, type SshEnvironment } from './open-tunnel';

/** What every client of an engine sends over: the same connections, whichever way leads there. */
export interface Wire {
  /** For messages. */
  address: string;
  /** Dials for itself: what a client says of host and port has no effect. */
  agent: Agent;
  /** What every request says. */
  headers: { Host?: string };
  /** A connection on which nothing was said yet, for another protocol than HTTP/1. */
  connect(protocol: 'h2'): Duplex;
  close(): void;
}

/** Nothing is connected to before the first request. Throws OPTIONS_INVALID. */
export function openWire(
  endpoint: EngineEndpoint,
  environment: SshEnvironment,
): Wire {
  checkTls(endpoint);
  const dial = (protocol?: string) =>
    openSocket(endpoint, environment, protocol);
  const agent = new EngineAgent(dial);
  return {
    address: endpoint.address,
    agent,
    headers: hostHeader(endpoint),
    connect: dial,
    close: () => agent.destroy(),
  };
}

/** Keeps connections: over ssh, each takes a login. */
class EngineAgent extends Agent {
  readonly #dial: () => Duplex;

  constructor(dial: () => Duplex) {
    super({ keepAlive: true });
    this.#dial = dial;
  }

  override createConnection(): Duplex {
    return this.#dial();
  }

  /** docker-modem prints all that a request refers to, even where nobody reads it. */
  [inspect.custom](): string {
    return 'EngineAgent';
  }
}

function openSocket(
  endpoint: EngineEndpoint,
  environment: SshEnvironment,
  protocol?: string,
): Duplex {
  if (endpoint.kind === 'ssh') return openTunnel(endpoint, environment);
  if (endpoint.kind === 'socket') return connect(endpoint.path);
  const { host, port } = endpoint;
  if (endpoint.kind === 'http') return connect({ host, port });
  return connectTls({
    host,
    port,
    // An address is no name that a server could be asked for.
    servername: isIP(host) ? '' : host,
    ...certificatesOf(endpoint.tls),
    ALPNProtocols: [protocol ?? 'http/1.1'],
  });
}

/** A socket has no name, and neither has the other side of ssh. */
function hostHeader(endpoint: EngineEndpoint): Wire['headers'] {
  if (endpoint.kind === 'socket' || endpoint.kind === 'ssh') return {};
  const { host, port } = endpoint;
  return { Host: `${isIPv6(host) ? `[${host}]` : host}:${port}` };
}

function certificatesOf(tls: TlsFiles | undefined) {
  return { ca: tls?.ca, cert: tls?.cert, key: tls?.key };
}

/** Files that are no certificates, or a key of another certificate. */
function checkTls(endpoint: EngineEndpoint): void {
  if (endpoint.kind !== 'https' || endpoint.tls === undefined) return;
  try {
    createSecureContext(certificatesOf(endpoint.tls));
  } catch (cause) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `the TLS files in ${endpoint.tls.folder} cannot be used: ${(cause as Error).message}`,
      {
        hint: 'it needs ca.pem, cert.pem and key.pem of this engine; DOCKER_CERT_PATH names the folder',
        cause,
      },
    );
  }
}
