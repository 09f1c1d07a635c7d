import { BrickyardError } from '../../errors';

/** Where an engine listens. */
export type EngineEndpoint = {
  /** As a message shows it: `unix:///var/run/docker.sock`. */
  address: string;
  /** PEM texts of a TLS connection. */
  tls?: { ca?: string; cert?: string; key?: string };
} & (
  | { kind: 'socket'; path: string }
  | {
      kind: 'http' | 'https' | 'ssh';
      host: string;
      port: number;
      user?: string;
    }
);

const PIPE = '//./pipe/docker_engine';
const SOCKET = '/var/run/docker.sock';
/** Assigned by IANA to Docker, without and with TLS. */
const PORTS = { http: 2375, https: 2376, ssh: 22 };

/** The value of DOCKER_HOST or of a context. Throws OPTIONS_INVALID. */
export function parseDockerHost(text: string, useTls = false): EngineEndpoint {
  const [, scheme = 'tcp', rest = ''] =
    /^(?:([a-z]+):\/\/)?(.*)$/.exec(text) ?? [];
  if (scheme === 'unix') return socketEndpoint('unix', rest || SOCKET);
  if (scheme === 'npipe') return socketEndpoint('npipe', rest || PIPE);
  const url = parseUrl(`http://${rest}`);
  if (!['tcp', 'http', 'https', 'ssh'].includes(scheme) || !url) {
    throw hostError(text);
  }
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
  const kind = selectKind(scheme, useTls || url.port === '2376');
  const port = Number(url.port) || PORTS[kind];
  const user = url.username === '' ? undefined : url.username;
  const login = user === undefined ? '' : `${user}@`;
  const shown = kind === 'ssh' ? 'ssh' : 'tcp';
  return {
    kind,
    address: `${shown}://${login}${url.hostname}:${port}`,
    host: url.hostname,
    port,
    ...(user !== undefined && { user }),
  };
}

function selectKind(scheme: string, useTls: boolean) {
  if (scheme === 'ssh') return 'ssh';
  return scheme === 'https' || useTls ? 'https' : 'http';
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function hostError(text: string): BrickyardError {
  return new BrickyardError(
    'OPTIONS_INVALID',
    `"${text.replace(/\/\/.*@/, '//***@')}" does not say where a Docker engine is`,
    { hint: 'set DOCKER_HOST to unix://, npipe://, tcp:// or ssh://' },
  );
}
