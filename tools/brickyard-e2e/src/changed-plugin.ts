import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { PackedPlugin } from './packed-plugin';
import { repositoryRoot } from './repository-root';

const plugin = join(repositoryRoot, 'tools/brickyard');

/** This checkout's plugin as `npm pack` packs it, under a version of its own, to change and to install. */
export class ChangedPlugin {
  readonly version: string;
  readonly #root = mkdtempSync(join(tmpdir(), 'brickyard-changed-'));
  readonly folder = join(this.#root, 'package');

  constructor(version: string) {
    this.version = version;
    const packed = new PackedPlugin();
    execFileSync('tar', ['-xzf', packed.file, '-C', this.#root]);
    packed.close();
    const manifest = JSON.parse(this.read('package.json')) as object;
    this.write('package.json', JSON.stringify({ ...manifest, version }));
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  write(path: string, text: string, mode = 0o644): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
  }

  append(path: string, text: string): void {
    appendFileSync(join(this.folder, path), text);
  }

  /** As a package manager leaves it. What it needs comes from this checkout. */
  install(workspace: string): void {
    const modules = join(workspace, 'node_modules');
    rmSync(modules, { recursive: true, force: true });
    mkdirSync(modules);
    const own = join(repositoryRoot, 'node_modules');
    link(own, modules, ['brickyard', 'nx']);
    // An Nx that is linked takes itself for a temporary one at `nx migrate
    // --run-migrations`, and hands over to the workspace's without an end.
    cpSync(join(own, 'nx'), join(modules, 'nx'), { recursive: true });
    const place = join(modules, 'brickyard');
    cpSync(this.folder, place, { recursive: true });
    mkdirSync(join(place, 'node_modules'));
    link(join(plugin, 'node_modules'), join(place, 'node_modules'));
  }

  /** The file that `npm pack` would make of it. */
  pack(): Buffer {
    const archive = join(this.#root, `brickyard-${this.version}.tgz`);
    execFileSync('tar', ['-czf', archive, '-C', this.#root, 'package']);
    return readFileSync(archive);
  }

  close(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/** All but caches, which belong to the checkout. */
function link(from: string, to: string, without: string[] = []): void {
  for (const name of readdirSync(from))
    if (![...without, '.cache', '.package-lock.json'].includes(name))
      symlinkSync(join(from, name), join(to, name));
}
