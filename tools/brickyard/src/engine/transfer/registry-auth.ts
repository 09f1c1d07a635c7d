import { canonicalRegistry } from '../../reference/hub';
import type { EngineCredentials } from '../engine';

/** The name under which credential helpers hand out an identity token. */
const TOKEN_USER = '<token>';

/** https://docs.docker.com/reference/api/engine/ (Authentication) */
export function renderRegistryAuth(
  credentials: EngineCredentials | undefined,
): string {
  const auth = credentials === undefined ? {} : authFields(credentials);
  // Padded, unlike Node's base64url: an engine ignores a login that it cannot
  // decode.
  const text = Buffer.from(JSON.stringify(auth)).toString('base64');
  return text.replaceAll('+', '-').replaceAll('/', '_');
}

/**
 * BuildKit asks for both fields; an identity token comes without a name. It asks
 * for no registry's own token, and pulls without a login then.
 */
export function sessionCredentials(
  credentials: EngineCredentials | undefined,
): { username: string; secret: string } {
  if (credentials === undefined) return { username: '', secret: '' };
  const { username, password } = credentials;
  const isToken = username === TOKEN_USER;
  return { username: isToken ? '' : username, secret: password };
}

/** BuildKit names Docker Hub by the host that it pulls from. */
export function canonicalHost(host: string): string {
  return canonicalRegistry(
    host.replace(/^https?:\/\//, '').replace(/\/.*$/, ''),
  );
}

function authFields(credentials: EngineCredentials) {
  const { username, password, registryToken } = credentials;
  if (registryToken !== undefined) return { registrytoken: registryToken };
  return username === TOKEN_USER
    ? { identitytoken: password }
    : { username, password };
}
