import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { normalizeName } from '../../brickyard/src/requirements/normalize-name';
import { type Account, encodeLogin } from './accounts';

/** A wheel or source archive. */
export interface PackageFile {
  name: string;
  bytes: Buffer;
}

/**
 * A Python package index on loopback, for one account or for everybody.
 * https://packaging.python.org/en/latest/specifications/simple-repository-api/
 */
export class PackageIndex {
  /** `200 /path`, in the order they came. */
  readonly answers: string[] = [];
  readonly #server: Server;
  readonly #account: Account | undefined;
  /** Where it sends those who ask for what it does not have. */
  fallback?: string;
  readonly #pages = new Map<string, Buffer | string>();

  static async start(
    files: readonly PackageFile[],
    account?: Account,
  ): Promise<PackageIndex> {
    const index = new PackageIndex(account);
    for (const file of files) index.add(file);
    await new Promise<void>((resolve) =>
      index.#server.listen(0, '127.0.0.1', resolve),
    );
    return index;
  }

  private constructor(account?: Account) {
    this.#account = account;
    const login = account && `Basic ${encodeLogin(account)}`;
    this.#server = createServer(({ url = '', method, headers }, response) => {
      const isKnown = login === undefined || headers.authorization === login;
      const page = isKnown ? this.#pages.get(url) : undefined;
      const [, name] = /^\/simple\/([^/]+)\/$/.exec(url) ?? [];
      const elsewhere = name && this.fallback && `${this.fallback}${name}/`;
      const status = !isKnown ? 401 : page ? 200 : elsewhere ? 302 : 404;
      this.answers.push(`${status} ${url}`);
      const type = name ? 'text/html' : 'application/octet-stream';
      response.writeHead(status, {
        'content-type': type,
        ...(page && { 'content-length': Buffer.byteLength(page) }),
        ...(!isKnown && { 'www-authenticate': 'Basic realm="packages"' }),
        ...(elsewhere && { location: elsewhere }),
      });
      response.end(method === 'HEAD' ? undefined : page);
    });
  }

  add({ name, bytes }: PackageFile): void {
    const file = `/files/${name}`;
    this.#pages.set(file, bytes);
    const page = `/simple/${normalizeName(name.split('-')[0] ?? '')}/`;
    const hash = createHash('sha256').update(bytes).digest('hex');
    const link = `<a href="${file}#sha256=${hash}">${name}</a>\n`;
    const before = this.#pages.get(page) ?? '';
    this.#pages.set(page, `${before.toString()}${link}`);
  }

  /** What was asked about a package: its page and its files. */
  answersFor(name: string): string[] {
    return this.answers.filter(
      (answer) =>
        answer.includes(`/simple/${name}/`) ||
        answer.includes(`/files/${name.replaceAll('-', '_')}-`),
    );
  }

  get url(): string {
    return this.#addressWith('');
  }

  /** Includes user and password. */
  get address(): string {
    const { username = '', password = '' } = this.#account ?? {};
    return this.#addressWith(`${username}:${encodeURIComponent(password)}@`);
  }

  #addressWith(login: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${login}127.0.0.1:${port}/simple/`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}
