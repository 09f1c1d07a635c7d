import { BrickyardError } from '../../errors';
import type { Credentials } from './login';
import { IDENTITY_TOKEN_USER } from './login';

/** The part we use of https://docs.docker.com/reference/cli/docker/#configuration-files */
export interface DockerConfig {
  auths: Readonly<Record<string, unknown>>;
  credHelpers: Readonly<Record<string, unknown>>;
  credsStore: unknown;
}

/** A program `docker-credential-<name>` and the name it knows a registry by. */
export interface HelperCall {
  name: string;
  serverUrl: string;
}

export function parseDockerConfig(text: string, path: string): DockerConfig {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // Not as cause: V8 quotes the text, and the text holds passwords.
    throw invalid(path, 'is not valid JSON');
  }
  if (!isRecord(value)) throw invalid(path, 'is not a JSON object');
  const { auths = {}, credHelpers = {}, credsStore } = value;
  if (!isRecord(auths)) throw invalid(path, '"auths" is not an object');
  if (!isRecord(credHelpers)) {
    throw invalid(path, '"credHelpers" is not an object');
  }
  return { auths, credHelpers, credsStore };
}

/** A helper for this registry wins over the general one. */
export function selectHelper(
  { credHelpers, credsStore }: DockerConfig,
  keys: readonly string[],
): HelperCall | undefined {
  const own = keys.find((key) => credHelpers[key]);
  const name = own === undefined ? credsStore : credHelpers[own];
  if (typeof name !== 'string' || name === '') return undefined;
  return { name, serverUrl: own ?? keys[0] ?? '' };
}

/** What `docker login` wrote without a helper, by the first key that has it. */
export function parseLogin(
  { auths }: DockerConfig,
  keys: readonly string[],
  path: string,
): Credentials | undefined {
  for (const key of keys) {
    const entry = auths[key];
    if (entry === undefined) continue;
    if (!isRecord(entry))
      throw invalid(path, `auths["${key}"] is not an object`);
    const login = parseEntry(entry, `auths["${key}"].auth`, path);
    if (login) return login;
  }
  return undefined;
}

function parseEntry(
  entry: Record<string, unknown>,
  place: string,
  path: string,
): Credentials | undefined {
  const { auth, username, password, identitytoken } = entry;
  if (isText(identitytoken)) {
    return { username: IDENTITY_TOKEN_USER, password: identitytoken };
  }
  if (isText(auth)) return decodeAuth(auth, place, path);
  return isText(username) && isText(password)
    ? { username, password }
    : undefined;
}

/** Base64 of `user:password`; the password may hold colons itself. */
function decodeAuth(auth: string, place: string, path: string): Credentials {
  const text = Buffer.from(auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) throw invalid(path, `${place} is not base64 of user:password`);
  return {
    username: text.slice(0, colon),
    // Old versions of Docker padded with NUL.
    password: text.slice(colon + 1).replace(/\0+$/, ''),
  };
}

function invalid(path: string, what: string): BrickyardError {
  return new BrickyardError('CREDENTIALS_INVALID', `${path}: ${what}`, {
    hint: 'repair the file, or remove it and run `docker login` again',
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
