import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ChangedPlugin } from './changed-plugin';

/**
 * A registry of npm packages on loopback that has Brickyard alone.
 * https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md
 */
export class NpmRegistry {
  readonly #server: Server;
  readonly #packed: readonly { plugin: ChangedPlugin; bytes: Buffer }[];

  static async start(...plugins: ChangedPlugin[]): Promise<NpmRegistry> {
    const registry = new NpmRegistry(plugins);
    await new Promise<void>((resolve) =>
      registry.#server.listen(0, '127.0.0.1', resolve),
    );
    return registry;
  }

  private constructor(plugins: readonly ChangedPlugin[]) {
    this.#packed = plugins.map((plugin) => ({ plugin, bytes: plugin.pack() }));
    this.#server = createServer(({ url = '' }, response) => {
      const [path = ''] = url.split('?');
      const file = this.#packed.find(({ plugin }) => path === pathOf(plugin));
      if (file !== undefined) return void response.end(file.bytes);
      if (path === '/brickyard') return void response.end(this.#describe());
      response.writeHead(404).end('{}');
    });
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  #describe(): string {
    const versions = this.#packed.map(({ plugin, bytes }) => {
      const manifest = JSON.parse(plugin.read('package.json')) as object;
      const hash = createHash('sha512').update(bytes).digest('base64');
      const tarball = `${this.url}${pathOf(plugin)}`;
      const dist = { tarball, integrity: `sha512-${hash}` };
      return [plugin.version, { ...manifest, dist }] as const;
    });
    const latest = versions.at(-1)?.[0];
    return JSON.stringify({
      name: 'brickyard',
      'dist-tags': { latest },
      versions: Object.fromEntries(versions),
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

function pathOf({ version }: ChangedPlugin): string {
  return `/brickyard/-/brickyard-${version}.tgz`;
}
