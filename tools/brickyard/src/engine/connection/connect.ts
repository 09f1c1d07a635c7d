import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BrickyardError } from '../../errors';
import type { EngineEndpoint, TlsFiles } from './endpoint';
import { defaultSockets, parseDockerHost } from './endpoint';

/** The parts of a machine that decide which engine is used. */
export interface ConnectPlace {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  home: string;
  /** Is told once what the user should know of the engine. */
  warn?: (message: string) => void;
}

/** https://github.com/docker/cli/blob/master/cli/context/store/metadatastore.go */
interface DockerSettings {
  currentContext?: string;
}

interface ContextMeta {
  Endpoints?: { docker?: { Host?: string } };
}

/**
 * The engine that `docker` itself would talk to: DOCKER_HOST, then the chosen
 * context, then a socket in one of the usual places. Throws OPTIONS_INVALID.
 */
export function readEndpoint(place: ConnectPlace): EngineEndpoint {
  const { env, platform, home } = place;
  if (env['DOCKER_HOST']) return readHost(env['DOCKER_HOST'], place);
  const context = env['DOCKER_CONTEXT'] || readCurrentContext(place);
  if (context && context !== 'default') return readContext(context, place);
  const runtimeDir = env['XDG_RUNTIME_DIR'];
  const sockets = defaultSockets({ platform, home, runtimeDir });
  const isThere = (at: EngineEndpoint) =>
    at.kind === 'socket' && existsSync(at.path);
  return sockets.find(isThere) ?? (sockets[0] as EngineEndpoint);
}

function readHost(host: string, place: ConnectPlace): EngineEndpoint {
  const endpoint = parseDockerHost(
    host,
    Boolean(place.env['DOCKER_TLS_VERIFY']),
  );
  if (endpoint.kind !== 'https') return endpoint;
  const named = place.env['DOCKER_CERT_PATH'];
  const tls = readTls(named || configFolder(place));
  if (named && tls.ca === undefined) throw noCertificateError(named);
  return { ...endpoint, tls };
}

function readCurrentContext(place: ConnectPlace): string | undefined {
  const file = join(configFolder(place), 'config.json');
  const config = readJson(file) as DockerSettings | null | undefined;
  return config?.currentContext;
}

function readContext(name: string, place: ConnectPlace): EngineEndpoint {
  const folder = join(configFolder(place), 'contexts');
  // The store names a context's folder by the hash of its name.
  const id = createHash('sha256').update(name).digest('hex');
  const meta = readJson(join(folder, 'meta', id, 'meta.json'));
  const host = (meta as ContextMeta | undefined)?.Endpoints?.docker?.Host;
  if (host === undefined) {
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `the docker context "${name}" has no engine in ${folder}`,
      {
        hint: '`docker context ls` lists them, `docker context use` picks one',
      },
    );
  }
  const tls = join(folder, 'tls', id, 'docker');
  const endpoint = parseDockerHost(host, existsSync(tls));
  return endpoint.kind === 'https'
    ? { ...endpoint, tls: readTls(tls) }
    : endpoint;
}

function configFolder({ env, home }: ConnectPlace): string {
  return env['DOCKER_CONFIG'] || join(home, '.docker');
}

function readTls(folder: string): TlsFiles {
  return {
    folder,
    ca: readOptional(join(folder, 'ca.pem')),
    cert: readOptional(join(folder, 'cert.pem')),
    key: readOptional(join(folder, 'key.pem')),
  };
}

function noCertificateError(folder: string): BrickyardError {
  return new BrickyardError(
    'OPTIONS_INVALID',
    `DOCKER_CERT_PATH is ${folder}, where there is no ca.pem`,
    {
      hint: 'name the folder with ca.pem, cert.pem and key.pem of the engine in DOCKER_HOST',
    },
  );
}

function readJson(file: string): unknown {
  const text = readOptional(file)?.trim();
  // To Docker, an empty file says nothing.
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Not as cause: V8 quotes the text, and the text may hold passwords.
    const message = `${file}: this is not JSON`;
    throw new BrickyardError('OPTIONS_INVALID', message);
  }
}

/** `undefined` when there is no such file; a file that cannot be read is an error. */
function readOptional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const message = `cannot read ${file}: ${(cause as Error).message}`;
    throw new BrickyardError('OPTIONS_INVALID', message, { cause });
  }
}
