import type { CreateDependenciesContext } from '@nx/devkit';

import { TestFolder } from '../testing/test-folder';
import { createDependencies } from './create-dependencies';
import { catchWarnings } from './testing/catch-warnings';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

type Dockerfiles = Record<string, string>;

/** As Nx knows the workspace when only `changed` were touched since last time. */
function contextOf(
  dockerfiles: Dockerfiles,
  changed = Object.keys(dockerfiles),
): CreateDependenciesContext {
  const names = Object.keys(dockerfiles);
  const files = (name: string) => [
    { file: `packages/${name}/Dockerfile`, hash: '' },
    { file: `packages/${name}/package.json`, hash: '' },
  ];
  const mapOf = (of: string[]) => ({
    projectFileMap: Object.fromEntries(of.map((name) => [name, files(name)])),
    nonProjectFiles: [],
  });
  return {
    workspaceRoot: folder.root,
    nxJsonConfiguration: {},
    externalNodes: {},
    projects: Object.fromEntries(
      names.map((name) => [name, { root: `packages/${name}` }]),
    ),
    fileMap: mapOf(names),
    filesToProcess: mapOf(changed),
  };
}

async function edges(
  dockerfiles: Dockerfiles,
  { changed, options }: { changed?: string[]; options?: object } = {},
): Promise<string[]> {
  for (const [name, text] of Object.entries(dockerfiles))
    folder.write(`packages/${name}/Dockerfile`, text);
  const context = contextOf(dockerfiles, changed);
  const found = await createDependencies(options, context);
  for (const edge of found) {
    expect(edge).toEqual({
      source: edge.source,
      target: edge.target,
      sourceFile: `packages/${edge.source}/Dockerfile`,
      type: 'static',
    });
  }
  return found.map(({ source, target }) => `${source}→${target}`);
}

const base = { base: 'FROM ubuntu:24.04\n', tools: 'FROM scratch\n' };

describe('createDependencies', () => {
  it.each([
    ['FROM brickyard/base\n', ['child→base']],
    ['FROM brickyard/base:latest\n', ['child→base']],
    ['from --platform=linux/amd64 \\\n  brickyard/base AS x\n', ['child→base']],
    ['FROM ubuntu\nCOPY --from=brickyard/tools /a /\n', ['child→tools']],
    [
      'FROM ubuntu\nRUN --mount=from=brickyard/tools,target=/t t\n',
      ['child→tools'],
    ],
    ['ARG P=base\nFROM brickyard/${P}\n', ['child→base']],
    [
      'ARG N=brickyard\nARG P=base\nFROM ${N}/${P}:${T:-latest}\n',
      ['child→base'],
    ],
    [
      'FROM brickyard/base AS tools\nFROM tools\nCOPY --from=tools /a /\n',
      ['child→base'],
    ],
    ['FROM docker.io/brickyard/base\n', []],
    ['# FROM brickyard/base\nFROM ubuntu\nRUN echo FROM brickyard/base\n', []],
  ])('%j: %j', async (text, expected) => {
    expect(await edges({ ...base, child: text })).toEqual(expected);
  });

  it('keeps the edges of a project that comes back', async () => {
    const all = { ...base, child: 'FROM brickyard/base\n' };
    expect(await edges(all)).toEqual(['child→base']);
    // Nx asks only for what is new; it has forgotten the edges to it.
    expect(await edges(all, { changed: ['base'] })).toEqual(['child→base']);
  });

  it('honours the name that the workspace has for its own', async () => {
    const options = { localNamespace: 'team/images' };
    const child = 'FROM team/images/base\nCOPY --from=brickyard/x /a /\n';
    expect(await edges({ ...base, child }, { options })).toEqual([
      'child→base',
    ]);
  });

  it('leaves projects without a Dockerfile alone', async () => {
    const context = contextOf({ base: '', tool: '' });
    folder.write('packages/base/Dockerfile', 'FROM brickyard/tool\n');
    context.fileMap.projectFileMap['tool']?.shift();
    const { text, result } = await catchWarnings(() =>
      createDependencies({}, context),
    );
    expect(result).toEqual([]);
    expect(text).toContain('hint: flavours: base');
  });

  it('knows no parent but a flavour', async () => {
    const context = contextOf({ base: '', child: '' });
    folder.write('packages/base/Dockerfile', 'FROM ubuntu\n');
    folder.write('packages/child/Dockerfile', 'FROM brickyard/base\n');
    context.projects['base'] = { root: 'tools/base' };
    const { text, result } = await catchWarnings(() =>
      createDependencies({}, context),
    );
    expect(result).toEqual([]);
    expect(text).toContain('[PARENT_UNKNOWN]');
  });

  type Row = [what: string, broken: Dockerfiles, said: RegExp];
  it.each<Row>([
    [
      'a parent that does not exist',
      { child: 'FROM ubuntu\nCOPY --from=brickyard/bsae /a /\n' },
      /^warning: packages\/child\/Dockerfile:2: brickyard\/bsae: there is no flavour packages\/bsae in this workspace \[PARENT_UNKNOWN\]\n {2}hint: did you mean base\? flavours: .*child/,
    ],
    [
      'what it cannot know of a parent',
      { child: 'ARG P\nFROM brickyard/${P}\n' },
      /^warning: packages\/child\/Dockerfile:2: which flavour this names depends on an ARG without a default \[PARENT_UNKNOWN\]\n {2}hint: /,
    ],
    [
      'every line of a circle',
      {
        a: 'FROM brickyard/b\n',
        b: 'FROM ubuntu\nCOPY --from=brickyard/a /a /\n',
      },
      /^warning: flavours are built on each other: a → b → a\npackages\/a\/Dockerfile:1 names b\npackages\/b\/Dockerfile:2 names a \[PARENT_CYCLE\]\n {2}hint: /,
    ],
    // Where the project is made, this is warned of already.
    ['nothing of form', { child: 'FROM brickyard/base\nRUNN\n' }, /^$/],
  ])('warns of %s, and keeps the other edges', async (_what, broken, said) => {
    const all = { ...base, sound: 'FROM brickyard/base\n', ...broken };
    const { text, result } = await catchWarnings(() => edges(all));
    expect(text).toMatch(said);
    expect(result).toEqual(['sound→base']);
  });
});
