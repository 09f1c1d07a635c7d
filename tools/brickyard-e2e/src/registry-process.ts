import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findFreePort } from './free-port';
import {
  type Launch,
  type Launched,
  selectLauncher,
} from './registry-launcher';
import { waitUntil } from './wait-until';

/** The `auth` part of a registry's configuration, written into `folder`. */
export type RegistryAuth = (folder: string) => Promise<object>;

export interface RegistryOptions {
  auth?: RegistryAuth;
  /** It takes no changes. */
  isReadOnly?: boolean;
  /** Default: the lab's. */
  launch?: Launch;
}

/** A real registry on a port of its own, with storage of its own. */
export class RegistryProcess {
  readonly host: string;
  readonly #folder: string;
  readonly #launch: Launch;
  #launched: Launched | undefined;

  static async start(options: RegistryOptions = {}): Promise<RegistryProcess> {
    const { auth, isReadOnly = false, launch = selectLauncher() } = options;
    const folder = mkdtempSync(join(tmpdir(), 'brickyard-registry-'));
    const host = `127.0.0.1:${await findFreePort()}`;
    const config = {
      version: '0.1',
      log: { level: 'warn' },
      storage: {
        delete: { enabled: true },
        filesystem: { rootdirectory: join(folder, 'data') },
        maintenance: { readonly: { enabled: isReadOnly } },
      },
      http: { addr: host },
      ...(auth && { auth: await auth(folder) }),
    };
    // JSON is YAML.
    writeFileSync(join(folder, 'config.yml'), JSON.stringify(config));
    const registry = new RegistryProcess(host, folder, launch);
    await registry.restart();
    return registry;
  }

  private constructor(host: string, folder: string, launch: Launch) {
    this.host = host;
    this.#launch = launch;
    this.#folder = folder;
  }

  /** With the content that it had. */
  async restart(): Promise<void> {
    await this.kill();
    this.#launched = await this.#launch(this.#folder, this.host);
    await waitUntil(`a registry answers at ${this.host}`, () =>
      answers(`http://${this.host}/v2/`),
    );
  }

  async kill(): Promise<void> {
    await this.#launched?.kill();
    this.#launched = undefined;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(url);
    return status === 200 || status === 401;
  } catch {
    return false;
  }
}
