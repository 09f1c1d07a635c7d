import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findPrograms } from './find-program';

/** Node.js cannot issue certificates. */
export const canIssueCertificates = findPrograms('openssl').length > 0;

/** An authority that no machine trusts, and a server on loopback with its certificate. */
export class CertificateAuthority {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-e2e-ca-'));
  #server?: Server;

  constructor(name: string) {
    const key = ['-newkey', 'rsa:2048', '-nodes'];
    const subject = (text: string) => ['-subj', `/CN=${text}`];
    const usage = ['-addext', 'keyUsage=critical,keyCertSign'];
    this.#openssl(
      ...['req', '-x509', ...key, ...subject(name), ...usage],
      ...['-days', '2', '-keyout', 'ca.key', '-out', 'ca.pem'],
    );
    this.#openssl(
      ...['req', ...key, ...subject('127.0.0.1')],
      ...['-keyout', 'server.key', '-out', 'server.csr'],
    );
    const extension = join(this.#folder, 'server.ext');
    writeFileSync(extension, 'subjectAltName=IP:127.0.0.1\n');
    this.#openssl(
      ...['x509', '-req', '-in', 'server.csr', '-extfile', extension],
      ...['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', '2', '-out', 'server.pem'],
    );
  }

  /** The folder that DOCKER_CERT_PATH names. Both sides show the same certificate. */
  writeEngineFiles(): string {
    const folder = join(this.#folder, 'engine');
    mkdirSync(folder);
    const files = { ca: 'ca.pem', cert: 'server.pem', key: 'server.key' };
    for (const [name, file] of Object.entries(files))
      copyFileSync(join(this.#folder, file), join(folder, `${name}.pem`));
    return folder;
  }

  get certificate(): string {
    return this.#read('ca.pem');
  }

  get privateKey(): string {
    return this.#read('ca.key');
  }

  /** Answers everything with `text`; resolves to its URL. */
  async serve(text: string): Promise<string> {
    const identity = {
      key: this.#read('server.key'),
      cert: this.#read('server.pem'),
    };
    const server = createServer(identity, (_request, response) => {
      response.end(text);
    });
    this.#server = server;
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #read(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8');
  }

  #openssl(...words: string[]): void {
    execFileSync('openssl', words, { cwd: this.#folder, stdio: 'pipe' });
  }
}
