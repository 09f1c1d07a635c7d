import type { CreateNodesContext } from '@nx/devkit';

import { TestFolder } from '../testing/test-folder';
import { createNodes } from './create-nodes';
import { catchWarnings } from './testing/catch-warnings';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder()));
afterEach(() => folder.close());

async function nodes(options?: object) {
  const context: CreateNodesContext = {
    workspaceRoot: folder.root,
    nxJsonConfiguration: {},
  };
  const files = ['packages/x/Dockerfile'];
  const [[file, result] = []] = await createNodes[1](files, options, context);
  expect(file).toBe(files[0]);
  return result?.projects?.['packages/x'];
}

function addFlavour(dockerfile: string, manifest = '{}'): void {
  folder.write('packages/x/Dockerfile', dockerfile);
  folder.write('packages/x/package.json', manifest);
}

async function inputs(dockerfile: string): Promise<string[]> {
  addFlavour(`FROM scratch\n${dockerfile}\n`);
  const named = (await nodes())?.namedInputs?.['image'] as string[];
  return named
    .map((input) => input.replace('{projectRoot}/', ''))
    .filter((input) => !own.includes(input));
}

/** What can change any flavour's image. */
const own = [
  'Dockerfile',
  'Dockerfile.dockerignore',
  '.dockerignore',
  'image.ts',
];

function forward(target: string) {
  return { target, dependencies: true, params: 'forward' };
}

describe('createNodes, of a Dockerfile with a stage named lock', () => {
  const locked = 'FROM ubuntu:24.04 AS lock\nFROM scratch\n';

  it('adds a target that leaves what is below alone', async () => {
    addFlavour(locked);
    const { lock } = (await nodes())?.targets ?? {};
    expect(lock).toMatchObject({ executor: 'brickyard:lock', cache: false });
    expect(lock).not.toHaveProperty('dependsOn');
  });

  it('counts requirements among what can change the image', async () => {
    addFlavour(locked);
    expect((await nodes())?.namedInputs?.['image']).toContain(
      '{projectRoot}/*requirements.txt',
    );
  });

  it('adds one without that stage when locks are taken', async () => {
    const arg = 'ARG DATABRICKS_RUNTIME';
    addFlavour(
      `FROM scratch\n${arg}\nCOPY locks/\${DATABRICKS_RUNTIME}.txt /\n`,
    );
    expect(Object.keys((await nodes())?.targets ?? {})).toContain('lock');
  });

  it('adds none without either', async () => {
    addFlavour('FROM scratch\n');
    expect(Object.keys((await nodes())?.targets ?? {})).not.toContain('lock');
  });
});

describe('createNodes', () => {
  it('tests no library', async () => {
    addFlavour('FROM scratch\n');
    const targets = Object.keys((await nodes())?.targets ?? {});
    expect(targets).toEqual(['docker-build', 'docker-push']);
  });

  it('looks for the files of packages, at no other depth', () => {
    expect(createNodes[0]).toBe('packages/*/{Dockerfile,image.ts}');
  });

  it('is one project of both files, also of one that has lost its Dockerfile', async () => {
    addFlavour('FROM scratch\n');
    folder.write('packages/lost/image.ts', '');
    folder.write('packages/lost/package.json', '{}');
    const files = ['lost/image.ts', 'x/Dockerfile', 'x/image.ts'];
    const context = { workspaceRoot: folder.root, nxJsonConfiguration: {} };
    const { text, result } = await catchWarnings(() =>
      createNodes[1](
        files.map((file) => `packages/${file}`),
        {},
        context,
      ),
    );
    const named = (result as [string, { projects: object }][]).map(
      ([file, { projects }]) => [file, ...Object.keys(projects)],
    );
    expect(named).toEqual([
      ['packages/lost/image.ts', 'packages/lost'],
      ['packages/x/Dockerfile', 'packages/x'],
    ]);
    expect(text).toMatch(
      /^warning: packages\/lost\/Dockerfile: does not exist/,
    );
  });

  it('makes a project of a flavour', async () => {
    addFlavour(
      'FROM ubuntu:24.04\nCOPY requirements.txt /\n',
      '{ "description": "Python for notebooks" }',
    );
    const shared = [
      'image',
      '^image',
      '{workspaceRoot}/images.lock.json',
      { externalDependencies: [] },
    ];
    expect(await nodes()).toEqual({
      name: 'x',
      root: 'packages/x',
      projectType: 'application',
      tags: ['type:flavour'],
      namedInputs: {
        image: [
          '{projectRoot}/Dockerfile',
          '{projectRoot}/Dockerfile.dockerignore',
          '{projectRoot}/.dockerignore',
          '{projectRoot}/image.ts',
          '{projectRoot}/requirements.txt',
          '{projectRoot}/requirements.txt/**/*',
        ],
      },
      targets: {
        'docker-build': {
          executor: 'brickyard:docker-build',
          cache: false,
          dependsOn: [forward('docker-build')],
          inputs: shared,
          metadata: {
            description:
              'Build x in the engine, unless engine or registry have it',
            technologies: ['docker'],
            help: {
              command: 'npx nx docker-build x --help',
              example: { options: { load: true } },
            },
          },
        },
        'docker-push': {
          executor: 'brickyard:docker-push',
          cache: false,
          dependsOn: [forward('docker-push')],
          inputs: shared,
          outputs: ['{workspaceRoot}/dist/{projectRoot}'],
          metadata: {
            description:
              'Publish x; build it first if neither engine nor registry have it',
            technologies: ['docker'],
            help: {
              command: 'npx nx docker-push x --help',
              example: { options: { channel: 'pr-12' } },
            },
          },
        },
        'docker-test': expect.objectContaining({
          executor: 'brickyard:docker-test',
          cache: false,
          inputs: expect.arrayContaining([
            ...shared,
            '{projectRoot}/tests/**/*',
            '^{projectRoot}/tests/**/*',
          ]) as unknown,
        }) as unknown,
        lint: {
          executor: 'brickyard:lint',
          cache: false,
          inputs: shared,
          metadata: {
            description:
              'Check the sources of x against the rules for cluster images',
            technologies: ['docker', 'databricks'],
            help: {
              command: 'npx nx lint x --help',
              example: { options: { runtime: ['17.3-LTS'] } },
            },
          },
        },
        'docker-smoke': {
          executor: 'brickyard:docker-smoke',
          cache: false,
          inputs: shared,
          metadata: {
            description: 'Run Apache Spark in x as a cluster would',
            technologies: ['docker', 'spark'],
            help: {
              command: 'npx nx docker-smoke x --help',
              example: { options: { runtime: ['17.3-LTS'] } },
            },
          },
        },
      },
      metadata: {
        description: 'Python for notebooks',
        technologies: ['docker', 'databricks'],
      },
    });
  });

  it('takes what starts from nothing for a library', async () => {
    addFlavour('FROM scratch\nCOPY dist /\n');
    expect((await nodes())?.targets).not.toHaveProperty('docker-smoke');
    expect(await nodes()).toMatchObject({
      projectType: 'library',
      tags: ['type:library'],
      metadata: { description: '' },
    });
  });

  it('leaves a folder without package.json alone', async () => {
    folder.write('packages/x/Dockerfile', 'FRM no Dockerfile of ours\n');
    expect(await nodes()).toBeUndefined();
  });

  it('does not lose a flavour without package.json in silence', async () => {
    folder.write('packages/x/Dockerfile', 'FROM ubuntu:24.04\n');
    folder.write('packages/x/image.ts', '');
    const { text, result } = await catchWarnings(() => nodes());
    expect(result).toHaveProperty('targets.docker-push');
    expect(text).toMatch(
      /^warning: packages\/x\/package.json: is missing.* \[FLAVOUR_INVALID\]\n {2}hint: /,
    );
  });

  it('counts what options name among what can change the image', async () => {
    addFlavour('FROM ubuntu:24.04\n');
    const node = await nodes({ runtimes: 'lines' });
    for (const target of ['docker-build', 'docker-push', 'docker-test']) {
      expect(node?.targets?.[target]?.inputs).toContain(
        '{workspaceRoot}/lines/*.json',
      );
    }
  });

  it.each([
    ['COPY a b/c /', ['a', 'a/**/*', 'b/c', 'b/c/**/*']],
    ['COPY a /\nCOPY a /b', ['a', 'a/**/*']],
    ['COPY . /', ['**/*']],
    ['COPY *.txt /', ['*.txt', '*.txt/**/*']],
    ['ARG LIST=a\nCOPY lists/${LIST} /', ['lists/*', 'lists/*/**/*']],
    [
      'COPY tests README.md /',
      ['tests', 'tests/**/*', 'README.md', 'README.md/**/*'],
    ],
    ['RUN --mount=source=a,target=/a a', ['a', 'a/**/*']],
    ['RUN --mount=type=cache,target=/a a', []],
  ])('takes as inputs what %j reaches: %j', async (text, expected) => {
    expect(await inputs(text)).toEqual(expected);
  });

  it('names the line of a broken Dockerfile', async () => {
    addFlavour('FROM ubuntu:24.04\nCOPPY a /\n');
    const { text, result } = await catchWarnings(() => nodes());
    expect(text).toMatch(
      /^warning: packages\/x\/Dockerfile:2: .* \[DOCKERFILE_INVALID\]\n$/,
    );
    // Each of them says what is wrong, once it is asked for.
    expect(Object.keys((result as { targets: object }).targets)).toEqual([
      'docker-build',
      'docker-push',
      'docker-test',
      'docker-smoke',
      'lint',
      'lock',
    ]);
  });

  it('names a package.json that is not JSON', async () => {
    addFlavour('FROM ubuntu:24.04\n', '{');
    const { text, result } = await catchWarnings(() => nodes());
    expect(text).toMatch(
      /^warning: packages\/x\/package\.json:1: is not JSON: .*\[FLAVOUR_INVALID\]\n$/,
    );
    expect(result).toMatchObject({ name: 'x', metadata: { description: '' } });
  });

  it('names an option that is none', async () => {
    addFlavour('FROM ubuntu:24.04\n');
    await expect(
      (async () => nodes({ registri: 'x' }))(),
    ).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
      message: 'nx.json: registri: is not a known key [OPTIONS_INVALID]',
    });
  });
});
