import {
  asFields,
  asText,
  type ConfigFields,
  findField,
  invalidConfig,
  parseFirstValue,
} from './config-fields';
import type { Credentials } from './login';
import { IDENTITY_TOKEN_USER } from './login';
import { loginKey, selectLoginKey } from './login-key';

/** The part we use of https://docs.docker.com/reference/cli/docker/#configuration-files */
export interface DockerConfig {
  auths: ConfigFields;
  credHelpers: ConfigFields;
  /** `''` for none. */
  credsStore: string;
}

/** A program `docker-credential-<name>` and the name it knows a registry by. */
export interface HelperCall {
  name: string;
  serverUrl: string;
}

/** Takes what Docker takes: an empty file, `null` for nothing, names in any case. */
export function parseDockerConfig(text: string, path: string): DockerConfig {
  const file = asFields(parseFirstValue(text, path), path, 'the whole');
  const [auths, credHelpers, credsStore] = [
    'auths',
    'credHelpers',
    'credsStore',
  ].map((name) => findField(file, name));
  return {
    auths: asFields(auths, path, '"auths"'),
    credHelpers: asFields(credHelpers, path, '"credHelpers"'),
    credsStore: asText(credsStore, path, '"credsStore"'),
  };
}

/**
 * A helper for this registry wins over the general one. One without a name says
 * that the login is in the file. Docker compares whole keys here.
 */
export function selectHelper(
  { credHelpers, credsStore }: DockerConfig,
  registry: string,
  path: string,
): HelperCall | undefined {
  const serverUrl = loginKey(registry);
  const where = `credHelpers["${serverUrl}"]`;
  const name = Object.hasOwn(credHelpers, serverUrl)
    ? asText(credHelpers[serverUrl], path, where)
    : credsStore;
  return name === '' ? undefined : { name, serverUrl };
}

/** What `docker login` wrote for this registry without a helper. */
export function parseLogin(
  { auths }: DockerConfig,
  registry: string,
  path: string,
): Credentials | undefined {
  const key = selectLoginKey(Object.keys(auths), registry);
  return key === undefined ? undefined : parseEntry(auths, key, path);
}

/**
 * One entry of `auths`. The order is that of engines: a token for the registry,
 * one for its token server, a password.
 */
export function parseEntry(
  auths: ConfigFields,
  key: string,
  path: string,
): Credentials | undefined {
  const where = `auths["${key}"]`;
  const entry = asFields(auths[key], path, where);
  const read = (field: string) =>
    asText(findField(entry, field), path, `${where}.${field}`);
  const registryToken = read('registrytoken');
  if (registryToken) return { username: '', password: '', registryToken };
  const identityToken = read('identitytoken');
  if (identityToken)
    return { username: IDENTITY_TOKEN_USER, password: identityToken };
  const auth = read('auth');
  if (auth) return decodeAuth(auth, path, `${where}.auth`);
  const [username, password] = [read('username'), read('password')];
  return username && password ? { username, password } : undefined;
}

/** Base64 of `user:password`; the password may hold colons itself. */
function decodeAuth(auth: string, path: string, where: string): Credentials {
  const isBase64 = /^[a-z\d+/]*={0,2}$/i.test(auth.replace(/[\r\n]/g, ''));
  const text = Buffer.from(auth, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (!isBase64 || colon < 1)
    throw invalidConfig(path, `${where} is not base64 of user:password`);
  return {
    username: text.slice(0, colon),
    // Old versions of Docker padded with NUL.
    password: text.slice(colon + 1).replace(/^\0+|\0+$/g, ''),
  };
}
