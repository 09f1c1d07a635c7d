import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Account, encodeLogin } from './accounts';

/**
 * A Python package index with one wheel, for one account.
 * https://packaging.python.org/en/latest/specifications/simple-repository-api/
 */
export class PackageIndex {
  /** `200 /path`, in the order they came. */
  readonly answers: string[] = [];
  readonly #server: Server;
  readonly #account: Account;

  static async start(
    account: Account,
    wheel: { name: string; bytes: Buffer },
  ): Promise<PackageIndex> {
    const index = new PackageIndex(account, wheel);
    await new Promise<void>((resolve) =>
      index.#server.listen(0, '127.0.0.1', resolve),
    );
    return index;
  }

  private constructor(
    account: Account,
    wheel: { name: string; bytes: Buffer },
  ) {
    this.#account = account;
    const file = `/files/${wheel.name}`;
    const pages: Readonly<Record<string, Buffer | string>> = {
      [`/simple/${wheel.name.split('-')[0]}/`]: `<a href="${file}">${wheel.name}</a>`,
      [file]: wheel.bytes,
    };
    const login = `Basic ${encodeLogin(account)}`;
    this.#server = createServer(({ url = '', headers }, response) => {
      const page = pages[url];
      const isKnown = headers.authorization === login;
      const status = !isKnown ? 401 : page === undefined ? 404 : 200;
      this.answers.push(`${status} ${url}`);
      const type = url.endsWith('/') ? 'text/html' : 'application/zip';
      response.writeHead(status, {
        'content-type': type,
        ...(!isKnown && { 'www-authenticate': 'Basic realm="packages"' }),
      });
      response.end(status === 200 ? page : undefined);
    });
  }

  /** Includes user and password. */
  get address(): string {
    const { username, password } = this.#account;
    const { port } = this.#server.address() as AddressInfo;
    return `http://${username}:${encodeURIComponent(password)}@127.0.0.1:${port}/simple/`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
