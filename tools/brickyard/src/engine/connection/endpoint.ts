import { BrickyardError } from '../../errors';
import { isLoopback } from '../../http/plain-http';

/** Where an engine listens. */
export type EngineEndpoint = {
  /** As a message shows it: `unix:///var/run/docker.sock`. */
  address: string;
} & (
  | { kind: 'socket'; path: string }
  | { kind: 'http'; host: string; port: number }
  | { kind: 'https'; host: string; port: number; tls?: TlsFiles }
  | SshEndpoint
);

/** The files of a TLS connection, as PEM texts. */
export interface TlsFiles {
  /** Where they are, for messages. */
  folder: string;
  ca?: string;
  cert?: string;
  key?: string;
}

/** What ssh is told. All else is in the user's ssh config, the port too. */
export interface SshEndpoint {
  kind: 'ssh';
  address: string;
  /** A name that ssh knows: of a machine, or an alias of the ssh config. */
  host: string;
  port?: number;
  user?: string;
  /** The engine's socket on the other machine, where it is not the usual one. */
  path?: string;
}

/** Sockets and loopback are of this machine, as far as we can see. */
export function isElsewhere(endpoint: EngineEndpoint): boolean {
  if (endpoint.kind === 'socket') return false;
  return endpoint.kind === 'ssh' || !isLoopback(endpoint.host);
}

const PIPE = '//./pipe/docker_engine';
const SOCKET = '/var/run/docker.sock';
/** Assigned by IANA to Docker, without and with TLS. */
const PORTS = { http: 2375, https: 2376 };

/** The value of DOCKER_HOST or of a context. Throws OPTIONS_INVALID. */
export function parseDockerHost(text: string, useTls = false): EngineEndpoint {
  const [, scheme = 'tcp', rest = ''] =
    /^(?:([a-z]+):\/\/)?(.*)$/.exec(text) ?? [];
  if (scheme === 'unix') return socketEndpoint('unix', rest || SOCKET);
  if (scheme === 'npipe') return socketEndpoint('npipe', rest || PIPE);
  if (scheme === 'ssh') return parseSsh(text);
  const url = parseUrl(`http://${rest}`);
  if (!['tcp', 'http', 'https'].includes(scheme) || !url) throw hostError(text);
  return networkEndpoint(scheme, url, useTls);
}

/** The engine of a machine without settings: the first of these that exists. */
export function defaultSockets(place: {
  platform: NodeJS.Platform;
  home: string;
  runtimeDir?: string;
}): EngineEndpoint[] {
  if (place.platform === 'win32') return [socketEndpoint('npipe', PIPE)];
  const rootless = place.runtimeDir && `${place.runtimeDir}/docker.sock`;
  return [SOCKET, `${place.home}/.docker/run/docker.sock`, rootless]
    .filter((path) => path !== undefined && path !== '')
    .map((path) => socketEndpoint('unix', path as string));
}

function socketEndpoint(scheme: string, path: string): EngineEndpoint {
  return { kind: 'socket', address: `${scheme}://${path}`, path };
}

function networkEndpoint(
  scheme: string,
  url: URL,
  useTls: boolean,
): EngineEndpoint {
  const isTls = scheme === 'https' || useTls || url.port === '2376';
  const kind = isTls ? 'https' : 'http';
  const port = Number(url.port) || PORTS[kind];
  const login = url.username === '' ? '' : `${url.username}@`;
  const address = `tcp://${login}${url.hostname}:${port}`;
  return { kind, address, host: withoutBrackets(url.hostname), port };
}

/**
 * Read as a URL of its own scheme: as `http:`, a name would become lower case,
 * and `10` an address, and neither would be the user's alias any more.
 */
function parseSsh(text: string): EngineEndpoint {
  const url = parseUrl(text);
  if (!url?.hostname || url.search || url.hash) throw hostError(text);
  if (url.password !== '') throw passwordError(text);
  const { hostname, port, username, pathname } = url;
  const user = decodeURIComponent(username);
  const path = pathname.replace(/^\/+$/, '');
  const login = user === '' ? '' : `${user}@`;
  return {
    kind: 'ssh',
    address: `ssh://${login}${hostname}${port && `:${port}`}${path}`,
    host: withoutBrackets(decodeURIComponent(hostname)),
    ...(port !== '' && { port: Number(port) }),
    ...(user !== '' && { user }),
    ...(path !== '' && { path: decodeURIComponent(path) }),
  };
}

/** Only a URL writes an IPv6 address in brackets. */
function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function hostError(text: string): BrickyardError {
  return new BrickyardError(
    'OPTIONS_INVALID',
    `"${hideLogin(text)}" does not say where a Docker engine is`,
    { hint: 'set DOCKER_HOST to unix://, npipe://, tcp:// or ssh://' },
  );
}

function passwordError(text: string): BrickyardError {
  return new BrickyardError(
    'OPTIONS_INVALID',
    `"${hideLogin(text)}" has a password, and ssh takes none from an address`,
    { hint: 'leave it out, and let ssh use a key: `ssh-copy-id`, `ssh-add`' },
  );
}

function hideLogin(text: string): string {
  return text.replace(/\/\/.*@/, '//***@');
}
