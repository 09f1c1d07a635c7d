import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { publishBase } from './private-base';
import { repositoryRoot } from './repository-root';
import type { TestBed } from './test-bed';

/**
 * Images of one file each, without a shell, so that each takes moments: `child`
 * and `taker` take from `base`, which takes from an image from elsewhere; `taker`
 * takes from the library `lib`, too; `alone` and `leaving` from none. Runtime
 * line, profile and plugin are files of the workspace.
 */
export async function addAffectedFlavours(bed: TestBed): Promise<void> {
  const { workspace, tap } = bed;
  const { namespace } = workspace;
  const outside = `${tap.host}/${namespace}/outside:1`;
  workspace.write('profile.json', {});
  workspace.setOptions({ runtimes: 'lines' });
  workspace.write('package-lock.json', lockfile('1.0.0'));
  setPython(bed, '3.11');
  await moveOutside(bed, 'one');
  usePluginSources(bed);
  const add = (name: string, lines: string[], files: string[] = []) =>
    addTiny(bed, name, lines, files);
  const take = (from: string) => `COPY --from=${from} / /${from}/`;
  add('base', [take(outside), 'COPY setup.txt /'], ['setup.txt']);
  add(
    'child',
    [
      take(`${namespace}/base`),
      'ARG PYTHON_VERSION',
      'COPY list.txt data /',
      'ENV PYTHON=$PYTHON_VERSION',
    ],
    ['list.txt', 'data/one.txt', 'README.md', 'tests/one.sh'],
  );
  add('lib', ['COPY wheel.txt /'], ['wheel.txt']);
  add('taker', [take(`${namespace}/base`), take(`${namespace}/lib`)]);
  add('alone', ['COPY . /'], ['content.txt']);
  add('leaving', ['COPY content.txt /'], ['content.txt']);
}

/** A value of the workspace's own runtime line, which only `child` uses. */
export function setPython({ workspace }: TestBed, version: string): void {
  workspace.write('lines/tiny.json', {
    name: 'tiny',
    databricks: false,
    source: ['this test'],
    baseImage: 'scratch',
    jdk: { default: '17' },
    python: { version },
    notebook: {},
  });
}

/** As `brickyard refresh` writes it after a base was published again. */
export async function moveOutside(bed: TestBed, text: string): Promise<void> {
  const at = bed.repository('outside');
  const digest = await publishBase(bed.published, at, bed.workspace.id + text);
  const name = `${bed.tap.host}/${at.repository}:1`;
  bed.workspace.write('images.lock.json', { [name]: digest });
}

export function lockfile(version: string): object {
  const packages = { 'node_modules/six': { version } };
  return { name: 'scratch', lockfileVersion: 3, requires: true, packages };
}

function addTiny(
  { workspace }: TestBed,
  name: string,
  lines: readonly string[],
  files: readonly string[],
): void {
  const content = files.map((file) => [file, `${file} of ${workspace.id}\n`]);
  workspace.addFlavour(name, {
    Dockerfile: ['FROM scratch', ...lines, ''].join('\n'),
    'image.ts': "export default { runtimes: ['tiny'] };\n",
    ...(Object.fromEntries(content) as Record<string, string>),
  });
}

/** The plugin as a folder of the workspace, to which node_modules links. */
function usePluginSources({ workspace }: TestBed): void {
  const plugin = 'tools/brickyard';
  const from = join(repositoryRoot, plugin);
  const to = join(workspace.root, plugin);
  const isSource = (file: string) => !/node_modules|\.spec\.ts$/.test(file);
  const filter = (file: string) => isSource(file.slice(from.length));
  cpSync(from, to, { recursive: true, filter });
  const modules = join(workspace.root, 'node_modules');
  rmSync(modules);
  const installed = readdirSync(join(repositoryRoot, 'node_modules'));
  // Do not keep what the copy compiles after this test.
  for (const name of installed.filter((entry) => entry !== '.cache')) {
    const target = join(repositoryRoot, 'node_modules', name);
    const link = name === 'brickyard' ? to : target;
    workspace.link(`node_modules/${name}`, link);
  }
}
