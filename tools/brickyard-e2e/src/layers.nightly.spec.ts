import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expectSuccess } from './expectations';
import { listContent, listDifferences } from './list-content';
import { repositoryPackages } from './repository-flavours';
import { TestBed } from './test-bed';

const flavours = ['python', 'r', 'python-r', 'gecko-armadillo', 'popeye'];
/** Where packages are; the stage has compilers elsewhere, and layers. */
const places = ['./databricks/python3/', './usr/local/lib/R/site-library/'];
let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.openWith(repositoryPackages);
  for (const name of flavours) addStage(name);
});
afterAll(() => bed?.close());

it.each(flavours)(
  '%s has the files of the stage that installed them',
  async (name) => {
    const stage = stageOf(name);
    expectSuccess(await bed.workspace.nx(['docker-build', stage]));
    const [installed, taken] = await Promise.all([list(stage), list(name)]);
    expect(installed.length).toBeGreaterThan(1000);
    expect(listDifferences(installed, taken)).toEqual([]);
  },
);

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
  const whole = text.slice(0, text.lastIndexOf('\nFROM ') + 1);
  bed.workspace.write(`${to}/Dockerfile`, whole);
}

const stageOf = (name: string) => `${name}-stage`;

async function list(name: string): Promise<string[]> {
  const lines = await listContent(bed.engine, bed.localName(name));
  return lines.filter((line) => places.some((place) => line.includes(place)));
}
