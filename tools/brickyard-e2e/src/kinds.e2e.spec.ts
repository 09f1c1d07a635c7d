import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { checkConformance } from '../../brickyard/src/conformance/check-conformance';
import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import type { Inventory } from '../../brickyard/src/inventory/inventory';
import { normalizeName } from '../../brickyard/src/requirements/normalize-name';
import { parseRequirements } from '../../brickyard/src/requirements/parse-requirements';
import { parseRPackages } from '../../brickyard/src/requirements/r/parse-r-packages';
import { readImageFacts } from '../../brickyard/src/run/names/image-facts';
import { findRuntime } from '../../brickyard/src/runtime/catalogue';
import { readWorkspace } from '../../brickyard/src/workspace/read-workspace';
import { explainedFindings, standInReasons } from './kind-findings';
import { describeLibraries } from './libraries';
import { repositoryPackages } from './repository-flavours';
import { findPlaceRuntime, readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

/** The kinds of cluster image, and the files that list their packages. */
const kinds = [
  { name: 'python', python: ['python'], r: [] },
  { name: 'r', python: [], r: ['r'] },
  { name: 'python-r', python: ['python'], r: ['r', 'python-r'] },
  {
    name: 'popeye',
    python: ['python', 'popeye'],
    r: ['r', 'python-r', 'popeye'],
  },
  {
    name: 'gecko-armadillo',
    python: ['python', 'gecko-armadillo'],
    r: ['r', 'python-r', 'gecko-armadillo'],
  },
] as const;

const line = findPlaceRuntime(process.env, '17.3-LTS');
const { env, platform } = process;
const engine = connectEngine({ env, platform, home: homedir() });
let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.openWith(repositoryPackages);
  // The index of a test is on this machine's loopback.
  bed.workspace.write('profile.json', {
    ...readPlaceProfile(env),
    buildNetwork: 'host',
  });
  bed.workspace.commit('every package of this repository');
}, 900_000);
afterAll(async () => {
  engine.close();
  await bed?.close();
});

const hasPython = kinds.filter(({ python }) => python.length > 0);

// flavours.e2e.spec.ts does the same in the image python.
it.each(hasPython.filter(({ name }) => name !== 'python'))(
  'the Python of $name imports every requested package',
  async ({ name, python }) => {
    const wanted = python.flatMap(listRequirements);
    const script = readFileSync(join(__dirname, 'check-packages.py'), 'utf8');
    const output = await bed.engine.run(bed.localName(name), [
      ...['/databricks/python3/bin/python3', '-c', script],
      ...wanted,
    ]);
    const versions = JSON.parse(output) as Record<string, string | null>;
    expect(Object.keys(versions).sort()).toEqual([...new Set(wanted)].sort());
    expect(Object.values(versions)).not.toContain(null);
  },
);

it.each(hasPython)(
  'the Python of $name is recorded as it was locked',
  ({ name, python }) => {
    const { packages } = findEnvironment(readInventory(name));
    const recorded = new Map(
      packages.map((each) => [normalizeName(each.name), each.version]),
    );
    const lock = readPackageFile(python.at(-1) ?? '', `locks/${line}.txt`);
    for (const [, pinned = '', version] of lock.matchAll(/^(\S+)==(\S+)/gm))
      expect([pinned, recorded.get(pinned)]).toEqual([pinned, version]);
  },
);

describe.each(kinds.filter(({ r }) => r.length > 0))(
  'the R of $name',
  ({ name, r }) => {
    it('loads every requested package, at the requested version', async () => {
      const wanted = r.flatMap(listRPackages);
      const names = wanted.map((each) => JSON.stringify(each.name)).join(', ');
      const script = `for (name in c(${names})) suppressPackageStartupMessages(library(name, character.only = TRUE))`;
      await bed.engine.run(bed.localName(name), [
        ...['Rscript', '--no-init-file', '-e', script],
      ]);
      const recorded = readInventory(name).r?.packages ?? [];
      for (const { name: wantedName, version } of wanted) {
        const found = recorded.find((each) => each.name === wantedName);
        expect(found).toMatchObject(
          version === undefined ? { name: wantedName } : { version },
        );
      }
    });
  },
);

describe.each([{ name: 'minimal', python: [], r: [] } as const, ...kinds])(
  'the rules for cluster images, of $name,',
  ({ name, python, r }) => {
    it('find no more than the stand-in explains', async () => {
      const languages = [
        ...(python.length > 0 ? (['python'] as const) : []),
        ...(r.length > 0 ? (['r'] as const) : []),
      ];
      const { runtimes } = readWorkspace(bed.workspace.root, {});
      const image = await engine.inspectImage(bed.localName(name, line));
      if (!image) throw new Error(`${name} is not built`);
      const subject = {
        languages,
        image: await readImageFacts(bed.localName(name, line), image, engine),
        inventory: readInventory(name),
      };
      const find = (wanted: string) =>
        checkConformance({
          ...subject,
          runtime: findRuntime(runtimes, wanted),
        }).findings.map(({ rule, severity }) => `${rule} ${severity}`);
      expect(find(line).filter((each) => each.endsWith(' error'))).toEqual([]);
      const found = [...new Set(find('17.3-LTS'))];
      const isExplained = (each: string) => each in standInReasons;
      expect(found.filter((each) => !isExplained(each))).toEqual([]);
      expect(found.sort()).toEqual([...(explainedFindings[name] ?? [])].sort());
    });
  },
);

describeLibraries(() => bed);

function readPackageFile(flavour: string, file: string): string {
  const path = join(bed.workspace.root, 'packages', flavour, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function listRequirements(flavour: string): string[] {
  return ['notebook.txt', 'requirements.txt'].flatMap((file) =>
    parseRequirements(readPackageFile(flavour, file), file).flatMap((each) =>
      each.kind === 'package' ? [each.name] : [],
    ),
  );
}

function listRPackages(flavour: string) {
  return ['notebook_packages.sh', 'r_packages.sh'].flatMap((file) =>
    parseRPackages(readPackageFile(flavour, file), file),
  );
}

function readInventory(flavour: string): Inventory {
  const file = `dist/packages/${flavour}/inventory.json`;
  return JSON.parse(bed.workspace.read(file)) as Inventory;
}

function findEnvironment({ python }: Inventory) {
  const found = python.find(
    ({ environment }) => environment === '/databricks/python3',
  );
  if (!found) throw new Error('no /databricks/python3 is recorded');
  return found;
}
