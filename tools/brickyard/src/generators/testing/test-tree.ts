import { readdirSync, readFileSync, statSync } from 'node:fs';

import { flushChanges, FsTree } from 'nx/src/generators/tree';

import { TestFolder } from '../../testing/test-folder';

/** For specs: a workspace on disk, and what generators change in it. */
export class TestTree {
  readonly folder: TestFolder;
  tree: FsTree;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.folder = new TestFolder({
      'nx.json': '{ "plugins": ["brickyard"] }',
      'package.json': '{ "name": "acme" }',
      // What image.ts imports, without the plugin around it.
      'node_modules/brickyard/index.js':
        'exports.defineImage = (definition) => definition;',
      ...files,
    });
    this.tree = this.newTree();
  }

  /** A tree of these flavours, as small as they can be. */
  static ofFlavours(...flavours: readonly TestFlavour[]): TestTree {
    const test = new TestTree();
    for (const flavour of flavours) test.addFlavour(flavour);
    return test;
  }

  addFlavour({
    name,
    dockerfile = 'FROM ubuntu:24.04\n',
    languages = [],
    runtimes = ['17.3-LTS', '16.4-LTS'],
  }: TestFlavour): void {
    const definition = JSON.stringify({ runtimes, languages });
    this.folder.write(`packages/${name}/Dockerfile`, dockerfile);
    this.folder.write(`packages/${name}/package.json`, '{}');
    this.folder.write(
      `packages/${name}/image.ts`,
      `import { defineImage } from 'brickyard';\n\nexport default defineImage(${definition});\n`,
    );
  }

  /** As Nx does when a generator has come to its end. */
  flush(): void {
    flushChanges(this.folder.root, this.tree.listChanges());
    this.tree = this.newTree();
  }

  /** Path → text, of all that is on disk; executable files are marked. */
  files(): Record<string, string> {
    const { root } = this.folder;
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
    const files = paths
      .filter((path) => !path.startsWith('node_modules'))
      .filter((path) => statSync(this.folder.path(path)).isFile())
      .sort()
      .map((path) => {
        const file = this.folder.path(path);
        const isExecutable = (statSync(file).mode & 0o100) !== 0;
        const text = readFileSync(file, 'utf8');
        return [isExecutable ? `${path}*` : path, text];
      });
    return Object.fromEntries(files) as Record<string, string>;
  }

  close(): void {
    this.folder.close();
  }

  private newTree(): FsTree {
    return new FsTree(this.folder.root, false);
  }
}

export interface TestFlavour {
  name: string;
  dockerfile?: string;
  languages?: readonly string[];
  runtimes?: readonly string[];
}

/** The flavours that new ones are built on. */
export const parents: readonly TestFlavour[] = [
  { name: 'toolbox', dockerfile: 'FROM scratch\n' },
  {
    name: 'minimal',
    dockerfile:
      'FROM ubuntu:24.04\nRUN --mount=from=brickyard/toolbox,target=/t t\n',
  },
  {
    name: 'python',
    dockerfile: 'FROM brickyard/minimal\n',
    languages: ['python'],
  },
  { name: 'r', dockerfile: 'FROM brickyard/minimal\n', languages: ['r'] },
  {
    name: 'python-r',
    dockerfile: 'FROM brickyard/python\nCOPY --from=brickyard/r /a /\n',
    languages: ['python', 'r'],
  },
];
