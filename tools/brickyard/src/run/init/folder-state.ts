import {
  existsSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import type { InitPlan } from './plan-init';

/** What npm, git and Nx make besides the files of a plan. */
const MADE = ['.git', '.nx', 'node_modules', 'package-lock.json'];

/** What a plan is going to change in a folder, as it was. */
export class FolderState {
  readonly #folder: string;
  /** Nothing else is touched: a person may work in the folder meanwhile. */
  readonly #missing: readonly string[];
  readonly #bytes: ReadonlyMap<string, Buffer>;

  constructor(folder: string, plan: InitPlan) {
    this.#folder = folder;
    const planned = plan.flatMap((step) => ('path' in step ? [step.path] : []));
    const paths = [...new Set([...MADE, 'package.json', ...planned])];
    const isThere = (path: string) => existsSync(join(folder, path));
    this.#missing = paths.filter((path) => !isThere(path));
    const files = ['package.json', 'package-lock.json'].filter(isThere);
    this.#bytes = new Map(
      files.map((path) => [path, readFileSync(join(folder, path))]),
    );
  }

  /** A node_modules that was there stays as npm left it. */
  restore(): void {
    for (const path of this.#missing) this.#remove(path);
    for (const [path, bytes] of this.#bytes)
      writeFileSync(join(this.#folder, path), bytes);
  }

  #remove(path: string): void {
    rmSync(join(this.#folder, path), { recursive: true, force: true });
    const above = join(this.#folder, dirname(path));
    const isEmpty = existsSync(above) && readdirSync(above).length === 0;
    if (dirname(path) !== '.' && isEmpty) rmdirSync(above);
  }
}
