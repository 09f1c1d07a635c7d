import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { findPrograms } from './find-program';

/** Whether the tools that make an archive are installed. */
export const canMakeAptArchive = ['gpg', 'dpkg-deb', 'dpkg-scanpackages'].every(
  (name) => findPrograms(name).length > 0,
);

/** A package with one executable file. */
interface TinyPackage {
  name: string;
  /** Where the file goes: `/usr/bin/hello`. */
  path: string;
  script: string;
}

/** A third party's apt archive on loopback, flat and signed by one of two keys. */
export class AptArchive {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-apt-'));
  readonly #server: Server;
  /** Of the key that signs, and of one that does not. */
  readonly fingerprints: readonly [string, string];

  static async start(packages: readonly TinyPackage[]): Promise<AptArchive> {
    const archive = new AptArchive(packages);
    await new Promise<void>((resolve) => {
      archive.#server.listen(0, '127.0.0.1', resolve);
    });
    return archive;
  }

  private constructor(packages: readonly TinyPackage[]) {
    mkdirSync(join(this.#folder, 'gnupg'), { mode: 0o700 });
    this.fingerprints = [this.#makeKey('signs'), this.#makeKey('does-not')];
    const [signer] = this.fingerprints;
    const keys = this.fingerprints.map((id) => this.#gpg('--export', id));
    const files = new Map<string, Buffer>([
      ['key.asc', this.#gpg('--armor', '--export', signer)],
      ['two-keys.gpg', Buffer.concat(keys)],
    ]);
    for (const tiny of packages) {
      files.set(`${tiny.name}.deb`, this.#pack(tiny));
    }
    const list = this.#run('dpkg-scanpackages', ['--multiversion', '.']);
    files.set('Packages', list);
    files.set('InRelease', this.#sign(signer, list));
    this.#server = createServer(({ url = '/' }, response) => {
      const file = files.get(url.replace(/^\/(\.\/)?/, ''));
      response.writeHead(file ? 200 : 404).end(file);
    });
  }

  /** The part of a sources.list line after the options. */
  get source(): string {
    return `${this.url('')} ./`;
  }

  url(file: string): string {
    const { port } = this.#server.address() as { port: number };
    return `http://127.0.0.1:${port}/${file}`;
  }

  async close(): Promise<void> {
    rmSync(this.#folder, { recursive: true, force: true });
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #makeKey(name: string): string {
    this.#gpg('--quick-generate-key', name, 'rsa2048', 'sign', 'never');
    const listed = String(this.#gpg('--list-keys', '--with-colons', name));
    return /^fpr:+([0-9A-F]{40}):/m.exec(listed)![1]!;
  }

  #pack({ name, path, script }: TinyPackage): Buffer {
    const root = join(this.#folder, name);
    const control = [
      `Package: ${name}`,
      'Version: 1.0',
      'Architecture: all',
      'Maintainer: e2e <e2e@localhost>',
      'Description: a tiny package\n',
    ].join('\n');
    mkdirSync(join(root, 'DEBIAN'), { recursive: true });
    writeFileSync(join(root, 'DEBIAN/control'), control);
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), `#!/bin/sh\n${script}\n`);
    chmodSync(join(root, path), 0o755);
    this.#run('dpkg-deb', ['--build', name, `${name}.deb`]);
    rmSync(root, { recursive: true });
    return readFileSync(`${root}.deb`);
  }

  /** https://wiki.debian.org/DebianRepository/Format#A.22Release.22_files */
  #sign(signer: string, packages: Buffer): Buffer {
    const digest = createHash('sha256').update(packages).digest('hex');
    const release = [
      'Origin: e2e',
      `Date: ${new Date().toUTCString()}`,
      'SHA256:',
      ` ${digest} ${packages.length} Packages\n`,
    ].join('\n');
    return this.#run(
      'gpg',
      [...this.#gpgWords, '--local-user', signer, '--clearsign'],
      release,
    );
  }

  get #gpgWords(): string[] {
    const home = join(this.#folder, 'gnupg');
    return ['--homedir', home, '--batch', '--quiet', '--passphrase', ''];
  }

  #gpg(...words: string[]): Buffer {
    return this.#run('gpg', [...this.#gpgWords, ...words]);
  }

  #run(program: string, words: string[], input?: string): Buffer {
    return execFileSync(program, words, {
      cwd: this.#folder,
      input,
      stdio: 'pipe',
    });
  }
}
