import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** For specs: a folder on disk, and its files. */
export class TestFiles {
  readonly root = mkdtempSync(join(tmpdir(), 'brickyard-'));

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  path(path: string): string {
    return join(this.root, path);
  }

  /** Text as it is, anything else as JSON. */
  write(path: string, content: string | object, mode?: number): void {
    const text =
      typeof content === 'string' ? content : JSON.stringify(content);
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
    if (mode !== undefined) chmodSync(this.path(path), mode);
  }

  link(path: string, target: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    symlinkSync(target, this.path(path));
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true });
  }

  removeFolder(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** For specs: a folder on disk that goes when it is closed. */
export class TestFolder extends TestFiles {
  close(): void {
    this.removeFolder();
  }
}
