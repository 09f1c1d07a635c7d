import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type FolderServer, serveFolder } from '../../lab/lib/cran-server.cjs';
import { repositoryRoot } from './repository-root';

/** The lab's own apt archive, on a port of its own, as it is on one of its two days. */
export class AptDays {
  readonly #root: string;
  readonly #server: FolderServer;

  static async start(): Promise<AptDays> {
    const root = mkdtempSync(join(tmpdir(), 'brickyard-apt-days-'));
    const script = join(repositoryRoot, 'tools/lab/apt-archive.sh');
    execFileSync('bash', [script, 'make', join(root, 'archive')]);
    return new AptDays(root, await serveFolder(join(root, 'archive')));
  }

  private constructor(root: string, server: FolderServer) {
    this.#root = root;
    this.#server = server;
  }

  /** For `args` of image.ts: the archive that a list names with `--source lab`. */
  get args(): Record<string, string> {
    const { url } = this.#server;
    const file = join(this.#root, 'archive/fingerprint');
    return {
      LAB_APT_SOURCE: `${url}/today ./`,
      LAB_APT_KEY: `${url}/key.asc`,
      LAB_APT_FINGERPRINT: readFileSync(file, 'utf8').trim(),
    };
  }

  /** From now on it is that day. */
  setDay(day: 1 | 2): void {
    const link = join(this.#root, 'archive/today');
    unlinkSync(link);
    symlinkSync(`day-${day}`, link);
  }

  async close(): Promise<void> {
    await this.#server.close();
    rmSync(this.#root, { recursive: true, force: true });
  }
}
