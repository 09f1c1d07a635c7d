import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface WorkspaceRequest {
  folder: string;
  /** Linked, so that nothing is installed twice. */
  nodeModules: string;
  files: Readonly<Record<string, string>>;
}

/** An Nx workspace in a git repository with one commit. */
export function makeWorkspace({
  folder,
  nodeModules,
  files,
}: WorkspaceRequest): void {
  const all = {
    'package.json': toJson({ name: 'bench', version: '0.0.0', private: true }),
    '.gitignore': 'node_modules\n.nx\ndist\n',
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  symlinkSync(nodeModules, join(folder, 'node_modules'), 'junction');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '--quiet');
  git('add', '--all');
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];
  git(...author, 'commit', '--quiet', '--message', 'bench');
}

export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** `of-20-007`: two sizes do not share an image, or one would find the other's. */
export function flavourNames(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `of-${count}-${String(index + 1).padStart(3, '0')}`,
  );
}

const nxDefaults = {
  analytics: false,
  neverConnectToCloud: true,
  cacheDirectory: '.nx/cache',
  defaultBase: 'main',
};

/** Dockerfile and requirements: what every contender builds. */
function contextFiles(name: string, base: string): Record<string, string> {
  return {
    [`packages/${name}/Dockerfile`]: `FROM ${base}
COPY requirements.txt /tmp/requirements.txt
RUN head -c 100000 /dev/urandom > /payload-${name}
`,
    [`packages/${name}/requirements.txt`]: `pandas==2.2.3\n# ${name}\n`,
    [`packages/${name}/package.json`]: toJson({
      name,
      version: '0.0.0',
      private: true,
    }),
  };
}

export interface FlavourRequest {
  count: number;
  /** External base of every flavour, and its digest. */
  base: string;
  digest: string;
  registry: string;
  /** Lines of every flavour. */
  runtimes?: readonly string[];
}

/** A workspace as a Brickyard user has it. */
export function brickyardFiles({
  count,
  base,
  digest,
  registry,
  runtimes = ['17.3-LTS'],
}: FlavourRequest): Record<string, string> {
  const flavours = flavourNames(count).map((name) => ({
    ...contextFiles(name, base),
    [`packages/${name}/image.ts`]: `import { defineImage } from 'brickyard';

export default defineImage({ runtimes: ${JSON.stringify(runtimes)} });
`,
  }));
  const options = {
    registry,
    namespace: 'bench',
    localNamespace: 'benchlocal',
  };
  return Object.assign(
    {
      'nx.json': toJson({
        ...nxDefaults,
        namedInputs: { default: ['{projectRoot}/**/*'], image: [] },
        plugins: [{ plugin: 'brickyard', options }],
      }),
      'images.lock.json': toJson({ [base]: digest }),
    },
    ...flavours,
  ) as Record<string, string>;
}

/** The same flavours as targets of `@nx-tools/nx-container`. */
export function nxContainerFiles(
  count: number,
  base: string,
): Record<string, string> {
  const projects = flavourNames(count).map((name) => ({
    ...contextFiles(name, base),
    [`packages/${name}/project.json`]: toJson({
      name,
      targets: {
        container: {
          executor: '@nx-tools/nx-container:build',
          options: {
            engine: 'docker',
            context: `packages/${name}`,
            file: `packages/${name}/Dockerfile`,
            load: true,
            tags: [`benchnx/${name}:latest`],
          },
        },
      },
    }),
  }));
  return Object.assign(
    { 'nx.json': toJson(nxDefaults) },
    ...projects,
  ) as Record<string, string>;
}

/** One target that does nothing: what Nx itself costs. */
export function floorFiles(count: number): Record<string, string> {
  const projects = flavourNames(count).map((name) => ({
    [`packages/${name}/project.json`]: toJson({
      name,
      targets: { noop: { executor: 'nx:noop' } },
    }),
  }));
  return Object.assign(
    { 'nx.json': toJson(nxDefaults) },
    ...projects,
  ) as Record<string, string>;
}

/** The same flavours for `docker buildx bake`. */
export function bakeFile(count: number, cacheFrom?: string): string {
  const names = flavourNames(count);
  const target = Object.fromEntries(
    names.map((name) => [
      name,
      {
        context: `packages/${name}`,
        tags: [`benchbake/${name}:latest`],
        output: ['type=docker'],
        ...(cacheFrom && {
          'cache-from': [`type=registry,ref=${cacheFrom}/${name}:cache`],
        }),
      },
    ]),
  );
  return toJson({ group: { default: { targets: names } }, target });
}
