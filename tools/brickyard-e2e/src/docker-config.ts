import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { encodeLogin } from './accounts';

/** Docker's folder of logins, for a process whose DOCKER_CONFIG names it. */
export class DockerConfig {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-login-'));

  /** Logs in at `host`; without one, the folder has no login at all. */
  constructor(host?: string, login?: { username: string; password: string }) {
    const auths = host && login && { [host]: { auth: encodeLogin(login) } };
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
