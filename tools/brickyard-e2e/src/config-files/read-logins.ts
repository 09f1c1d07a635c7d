import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { isBrickyardError } from '../../../brickyard/src/errors';
import { createCredentials } from '../../../brickyard/src/registry/auth/credentials';
import {
  type Credentials,
  IDENTITY_TOKEN_USER,
} from '../../../brickyard/src/registry/auth/login';
import type { FoundLogin, LoginCase } from './ask-go';

export type Reading = FoundLogin | { error: string };

const none: FoundLogin = {
  username: '',
  password: '',
  identityToken: '',
  registryToken: '',
  helper: '',
};

/** Which login Brickyard finds for each registry, in docker's words. */
export function readLogins(
  { file, environment = '', registries }: LoginCase,
  home: string,
): Promise<Reading[]> {
  mkdirSync(join(home, '.docker'), { recursive: true });
  writeFileSync(join(home, '.docker/config.json'), file);
  const env = { PATH: '', DOCKER_AUTH_CONFIG: environment };
  const find = createCredentials({ env, home });
  return Promise.all(registries.map((registry) => read(find(registry))));
}

async function read(found: Promise<Credentials | undefined>): Promise<Reading> {
  try {
    return describe(await found);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const program = /docker-credential-(\S+) is not installed/;
    const helper = program.exec(error.message)?.[1];
    return helper === undefined
      ? { error: error.message }
      : { ...none, helper };
  }
}

function describe(login: Credentials | undefined): FoundLogin {
  if (login === undefined) return none;
  const { username, password, registryToken } = login;
  if (registryToken !== undefined) return { ...none, registryToken };
  return username === IDENTITY_TOKEN_USER
    ? { ...none, identityToken: password }
    : { ...none, username, password };
}
