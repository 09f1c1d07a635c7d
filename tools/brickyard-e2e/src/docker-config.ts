import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { encodeLogin } from './accounts';

interface Login {
  username: string;
  password: string;
  /** What `az acr login` keeps in place of a password. */
  identityToken?: string;
}

/** Docker's folder of logins, for a process whose DOCKER_CONFIG names it. */
export class DockerConfig {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-login-'));

  /** Logs in at `host`; without one, the folder has no login at all. */
  constructor(host?: string, login?: Login) {
    const auths = host && login && { [host]: renderLogin(login) };
    const file = join(this.#folder, 'config.json');
    writeFileSync(file, JSON.stringify({ auths: auths || {} }));
  }

  get env() {
    return { DOCKER_CONFIG: this.#folder };
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function renderLogin({ identityToken, ...login }: Login): object {
  return identityToken === undefined
    ? { auth: encodeLogin(login) }
    : { auth: encodeLogin(login), identitytoken: identityToken };
}
