import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { repositoryRoot } from './repository-root';

/** What is not part of the sources that are packed. */
const LEFT_OUT = /[\\/](?:node_modules|dist|brickyard[\\/]starter)$/;

/** The plugin as `npm pack` makes it, and a home for npm that forgets what npx installs. */
export class PackedPlugin {
  readonly #folder = mkdtempSync(join(tmpdir(), 'brickyard-packed-'));
  /** The packed file. */
  readonly file: string;
  /** For `npm_config_cache`: downloads are shared with this machine's npm. */
  readonly npmCache = join(this.#folder, 'npm');

  constructor() {
    const copy = join(this.#folder, 'checkout');
    // Packing gathers files in the checkout, where other tests read.
    for (const path of ['LICENSE', 'packages', 'tools/brickyard'])
      cpSync(join(repositoryRoot, path), join(copy, path), {
        recursive: true,
        filter: (file) => !LEFT_OUT.test(file),
      });
    const words = ['pack', '--silent', `--pack-destination=${this.#folder}`];
    execFileSync('npm', words, { cwd: join(copy, 'tools/brickyard') });
    const name = readdirSync(this.#folder).find((each) =>
      each.endsWith('.tgz'),
    );
    this.file = join(this.#folder, name ?? 'nothing was packed');
    mkdirSync(this.npmCache);
    const cache = process.env['npm_config_cache'] ?? join(homedir(), '.npm');
    symlinkSync(join(cache, '_cacache'), join(this.npmCache, '_cacache'));
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
