import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expectSuccess } from './expectations';
import { listContent, listDifferences } from './list-content';
import { repositoryPackages } from './repository-flavours';
import { findPlaceRuntime } from './scratch-profile';
import { TestBed } from './test-bed';

const flavours = ['python', 'r', 'python-r', 'gecko-armadillo', 'popeye'];
/** Where packages are; the stage has compilers elsewhere, and layers. */
const places = ['./databricks/python3/', './usr/local/lib/R/site-library/'];
let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.openWith(repositoryPackages);
  markAdded();
  for (const name of flavours) addStage(name);
});
afterAll(() => bed?.close());

it.each(flavours)(
  '%s has the files of an install in one layer',
  async (name) => {
    const stage = stageOf(name);
    const names = `${name},${stage}`;
    const build = ['run-many', '-t', 'docker-build', '-p', names];
    expectSuccess(await bed.workspace.nx(build));
    const [installed, taken] = await Promise.all([list(stage), list(name)]);
    expect(installed.length).toBeGreaterThan(1000);
    expect(listDifferences(installed, taken)).toEqual([]);
  },
);

/** The lock of `r`, as if these, which no other package needs, had been added to it. */
function markAdded(): void {
  const line = findPlaceRuntime(process.env, '17.3-LTS');
  const path = `packages/r/locks/${line}.r.txt`;
  const text = readFileSync(join(bed.workspace.root, path), 'utf8');
  const rows = text.trimEnd().split('\n');
  const isAdded = (row: string) => /^(?:Rserve|lubridate) /.test(row);
  const above = rows.filter((row) => !isAdded(row));
  const lines = [...above, '# added', ...rows.filter(isAdded), ''];
  bed.workspace.write(path, lines.join('\n'));
}

/** The flavour without its last stage, which takes the layers. */
function addStage(name: string): void {
  const { root } = bed.workspace;
  const [from, to] = [name, stageOf(name)].map((each) => `packages/${each}`);
  if (from === undefined || to === undefined) return;
  cpSync(join(root, from), join(root, to), { recursive: true });
  bed.workspace.write(`${to}/package.json`, {
    name: stageOf(name),
    private: true,
  });
  const text = readFileSync(join(root, from, 'Dockerfile'), 'utf8');
  bed.workspace.write(`${to}/Dockerfile`, installWhole(text));
}

/**
 * Up to the stage that installs. Where another one has installed before, without that
 * one, and all at once.
 */
function installWhole(dockerfile: string): string {
  const text = dockerfile.slice(0, dockerfile.lastIndexOf('\nFROM ') + 1);
  const [head = '', rest] = text.split(/(?=^FROM .* AS steady$)/m);
  if (rest === undefined) return text;
  const [from = ''] = rest.split('\n');
  const [, install = ''] = rest.split(/^FROM .* AS packages$/m);
  const whole = install
    .replace(/\S+in-layers(?: --\S+)* \S+ /, '')
    .replace(/ --added | --without \S+ /, ' ');
  return `${head}${from.replace('steady', 'packages')}\n${whole}`;
}

const stageOf = (name: string) => `${name}-stage`;

async function list(name: string): Promise<string[]> {
  const lines = await listContent(bed.engine, bed.localName(name));
  return lines.filter((line) => places.some((place) => line.includes(place)));
}
