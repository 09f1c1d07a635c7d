import { homedir } from 'node:os';
import { join } from 'node:path';

import { BrickyardError } from '../../errors';
import { findTextFile } from '../../files/read-file';
import type { Environment } from '../../http/proxy';
import { canonicalRegistry } from '../../reference/hub';
import { runCredentialHelper } from './credential-helper';
import {
  parseDockerConfig,
  parseEntry,
  parseLogin,
  selectHelper,
} from './docker-config';
import type { Credentials, CredentialSource } from './login';
import { loginKey } from './login-key';

export interface CredentialOptions {
  /** The only registry that BRICKYARD_REGISTRY_USERNAME/PASSWORD are for. */
  registry?: string;
  env?: Environment;
  home?: string;
}

/**
 * Environment, then Docker's config with its helpers, then anonymous. Each
 * registry is looked up once; the result serves registries and engines alike.
 * Rejects CREDENTIALS_INVALID.
 */
export function createCredentials({
  registry,
  env = process.env,
  home = homedir(),
}: CredentialOptions = {}): CredentialSource {
  const readDocker = dockerCredentials(env, home);
  return rememberEach(async (asked) => {
    const isConfigured = registry && canonicalRegistry(registry) === asked;
    const own = isConfigured ? readEnvironmentLogin(env) : undefined;
    return own ?? readDocker(asked);
  });
}

/** BRICKYARD_REGISTRY_USERNAME and BRICKYARD_REGISTRY_PASSWORD, both or none. */
export function readEnvironmentLogin(
  env: Environment,
): Credentials | undefined {
  const username = env.BRICKYARD_REGISTRY_USERNAME;
  const password = env.BRICKYARD_REGISTRY_PASSWORD;
  if (!username && !password) return undefined;
  if (username && password) return { username, password };
  const missing = username ? 'PASSWORD' : 'USERNAME';
  throw new BrickyardError(
    'CREDENTIALS_INVALID',
    `BRICKYARD_REGISTRY_${missing} is not set, although its counterpart is`,
    { hint: 'set both for the registry, or none' },
  );
}

/**
 * DOCKER_AUTH_CONFIG, then `config.json` of DOCKER_CONFIG or `~/.docker`; its
 * helpers before its logins.
 */
export function dockerCredentials(
  env: Environment,
  home: string,
): CredentialSource {
  const path = join(env.DOCKER_CONFIG || join(home, '.docker'), 'config.json');
  return async (registry) => {
    const given = findGivenLogin(env, registry);
    if (given) return given;
    const config = parseDockerConfig(readConfig(path) ?? '', path);
    const helper = selectHelper(config, registry, path);
    const found = helper && (await runCredentialHelper(helper, path, env));
    return found ?? parseLogin(config, registry, path);
  };
}

/** A config in DOCKER_AUTH_CONFIG. Docker looks there for its own key alone. */
function findGivenLogin(
  { DOCKER_AUTH_CONFIG: text }: Environment,
  registry: string,
): Credentials | undefined {
  if (!text) return undefined;
  const name = 'DOCKER_AUTH_CONFIG';
  const { auths } = parseDockerConfig(text, name);
  const key = loginKey(registry);
  return Object.hasOwn(auths, key) ? parseEntry(auths, key, name) : undefined;
}

function readConfig(path: string): string | undefined {
  return findTextFile(path, {
    name: path,
    code: 'CREDENTIALS_INVALID',
    hint: 'make the file readable, or point DOCKER_CONFIG to another folder',
  });
}

function rememberEach(source: CredentialSource): CredentialSource {
  const known = new Map<string, ReturnType<CredentialSource>>();
  return (registry) => {
    const found = known.get(registry) ?? source(registry);
    known.set(registry, found);
    return found;
  };
}
