import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

import { type CountingProxy, startCountingProxy } from './counting-proxy';
import { type Started, startProcess } from './start-process';

/**
 * docker-registry with its content in a temporary folder. Timed runs speak to
 * it directly; for counted ones a proxy takes over its port.
 */
export class BenchRegistry {
  readonly host: string;
  readonly #folder: string;
  readonly #port: number;
  #server: Started | undefined;
  #proxy: CountingProxy | undefined;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.host = `127.0.0.1:${port}`;
  }

  static async start(folder: string): Promise<BenchRegistry> {
    const registry = new BenchRegistry(folder, await findFreePort());
    await registry.#serve(registry.#port);
    return registry;
  }

  /** The registry moves to another port; a counting proxy takes its place. */
  async count(): Promise<CountingProxy> {
    await this.stop();
    const port = await findFreePort();
    await this.#serve(port);
    this.#proxy = await startCountingProxy(this.#port, port);
    return this.#proxy;
  }

  async uncount(): Promise<void> {
    await this.stop();
    await this.#serve(this.#port);
  }

  async stop(): Promise<void> {
    await this.#proxy?.close();
    await this.#server?.stop();
    this.#proxy = undefined;
    this.#server = undefined;
  }

  async #serve(port: number): Promise<void> {
    const config = join(this.#folder, 'registry.yml');
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(
      config,
      `version: 0.1
log: { level: error }
storage: { filesystem: { rootdirectory: ${JSON.stringify(this.#folder)} } }
http: { addr: "127.0.0.1:${port}" }
`,
    );
    this.#server = await startProcess({
      argv: [findBinary(), 'serve', config],
      log: join(this.#folder, 'registry.log'),
      answers: () => answers(`http://127.0.0.1:${port}/v2/`),
    });
  }
}

/** On PATH, else where `tools/lab/registry.sh` unpacks it. */
function findBinary(): string {
  const unpacked = resolve(
    __dirname,
    '../../../.lab/docker-registry/usr/bin/docker-registry',
  );
  return existsSync(unpacked) ? unpacked : 'docker-registry';
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
