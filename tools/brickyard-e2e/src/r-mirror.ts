import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { indexFolder } from '../../lab/lib/cran-index.cjs';
import { type FolderServer, serveFolder } from '../../lab/lib/cran-server.cjs';

/** A source package: the fields of its DESCRIPTION besides the usual ones, and C code. */
export interface SourcePackage {
  name: string;
  version: string;
  fields?: Readonly<Record<string, string>>;
  code?: string;
}

/** A CRAN mirror on this machine with a test's own packages. */
export class RMirror {
  readonly url: string;
  /** The requested paths. */
  readonly requests: string[];
  readonly #root: string;
  readonly #server: FolderServer;

  /** `place` is a dated repository: `__linux__/noble/2025-03-20`. */
  static async start(
    place: string,
    current: readonly SourcePackage[],
    archived: readonly SourcePackage[],
  ): Promise<RMirror> {
    const root = mkdtempSync(join(tmpdir(), 'brickyard-r-'));
    const contrib = join(root, place, 'src/contrib');
    for (const one of current) packSource(one, contrib);
    for (const one of archived) {
      packSource(one, join(contrib, 'Archive', one.name));
    }
    indexFolder(contrib);
    const requests: string[] = [];
    const onRequest = (_: string, path: string) => requests.push(path);
    return new RMirror(root, await serveFolder(root, { onRequest }), requests);
  }

  private constructor(root: string, server: FolderServer, requests: string[]) {
    this.#root = root;
    this.#server = server;
    this.url = server.url;
    this.requests = requests;
  }

  /** Puts a file below its address, in place of one that is there. */
  write(path: string, bytes: Uint8Array): void {
    const file = join(this.#root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }

  async close(): Promise<void> {
    await this.#server.close();
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** `folder/name_version.tar.gz`, as `R CMD build` makes it. */
function packSource(one: SourcePackage, folder: string): void {
  const { name, version, code } = one;
  const work = mkdtempSync(join(tmpdir(), 'brickyard-r-source-'));
  const files = {
    DESCRIPTION: renderDescription(one),
    NAMESPACE: 'export(version)\n',
    'R/version.R': `version <- function() "${version}"\n`,
    ...(code === undefined ? {} : { 'src/code.c': code }),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(work, name, path)), { recursive: true });
    writeFileSync(join(work, name, path), text);
  }
  mkdirSync(folder, { recursive: true });
  const tarball = join(folder, `${name}_${version}.tar.gz`);
  execFileSync('tar', ['-czf', tarball, '-C', work, name]);
  rmSync(work, { recursive: true });
}

function renderDescription({ name, version, fields, code }: SourcePackage) {
  const all = {
    Package: name,
    Version: version,
    Title: 'For a Test',
    Description: 'Made by a test.',
    License: 'Apache License 2.0',
    Author: 'A test',
    Maintainer: 'A test <test@example.org>',
    NeedsCompilation: code === undefined ? 'no' : 'yes',
    ...fields,
  };
  return Object.entries(all)
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('');
}
