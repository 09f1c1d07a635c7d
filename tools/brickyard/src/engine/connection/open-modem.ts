import type { ClientRequest, RequestOptions } from 'node:http';
import { Agent, request as httpRequest } from 'node:http';
import { connect, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, createSecureContext } from 'node:tls';

import { BrickyardError } from '../../errors';
import type { EngineEndpoint, TlsFiles } from './endpoint';
import { openTunnel, type SshEnvironment } from './open-tunnel';

/** What dials an engine: the same requests, whichever way leads there. */
export interface Modem {
  /** For messages. */
  address: string;
  /** Sends the head once the caller ends it. */
  request(options: RequestOptions): ClientRequest;
  /** A connection on which nothing was said yet, for another protocol than HTTP/1. */
  connect(protocol: 'h2'): Duplex;
  close(): void;
}

/** Nothing is connected to before the first request. Throws OPTIONS_INVALID. */
export function openModem(
  endpoint: EngineEndpoint,
  environment: SshEnvironment,
): Modem {
  checkTls(endpoint);
  const dial = (protocol?: string) =>
    openSocket(endpoint, environment, protocol);
  const agent = new EngineAgent(dial);
  return {
    address: endpoint.address,
    request: (options) =>
      httpRequest({ agent, ...hostOf(endpoint), ...options }),
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

/** Goes into the header `Host`; a socket has no name. */
function hostOf(endpoint: EngineEndpoint): RequestOptions {
  if (endpoint.kind === 'socket' || endpoint.kind === 'ssh') return {};
  return { host: endpoint.host, port: endpoint.port };
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
