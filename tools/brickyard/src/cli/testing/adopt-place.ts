import { existsSync, readdirSync, readFileSync } from 'node:fs';

import type { Problem } from '../../errors';
import { TestFolder } from '../../testing/test-folder';
import { runInWorkspace } from './run-in-workspace';

/** As `--json` tells it. */
interface Told {
  flavour: string;
  runtimes: string[];
  languages: string[];
  args: Record<string, string>;
  parent?: string;
  changed: object[];
  leftOut: { path: string; why: string }[];
  notes: Problem[];
}

export const standard = 'FROM databricksruntime/standard:17.3-LTS\n';

/** For specs: a workspace `ws` without flavours, and beside it folders `in` to adopt. */
export class AdoptPlace extends TestFolder {
  constructor() {
    super({
      'ws/nx.json': JSON.stringify({
        plugins: [{ plugin: 'brickyard', options: { registry: 'docker.io' } }],
        sync: { globalGenerators: ['brickyard:sync'] },
      }),
      'ws/package.json': '{ "name": "acme" }',
      'ws/node_modules/brickyard/index.js':
        'exports.defineImage = (definition) => definition;',
    });
  }

  /** Writes `in/<name>/…`. */
  add(name: string, files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files))
      this.write(`in/${name}/${path}`, text);
  }

  adopt(...args: string[]) {
    return runInWorkspace(this.path('ws'), ['adopt', ...args]);
  }

  async adoptJson(...args: string[]) {
    const { code, out } = await this.adopt(...args, '--json');
    return {
      code,
      ...(JSON.parse(out) as {
        adopted: Told[];
        refused: { from: string; message: string; hint?: string }[];
      }),
    };
  }

  /** Of the first folder, where none is adopted. */
  async refusalOf(...args: string[]) {
    const { adopted, refused } = await this.adoptJson(...args);
    expect(adopted).toEqual([]);
    expect(this.packages()).toEqual([]);
    return refused[0] ?? { message: '', hint: '' };
  }

  packages(): string[] {
    return this.list('ws/packages');
  }

  list(path: string): string[] {
    return existsSync(this.path(path))
      ? readdirSync(this.path(path)).sort()
      : [];
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }
}
