import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { extname, join } from 'node:path';

import { readEndpoint } from '../../brickyard/src/engine/connection/connect';
import { DockerEngine } from '../../brickyard/src/engine/docker-engine';
import { createAccount, traces } from './accounts';
import { expectFailure, expectSuccess } from './expectations';
import { ImageArchive } from './image-archive';
import { holdsText } from './image-content';
import { PackageIndex } from './package-index';
import { repositoryRoot } from './repository-root';
import type { Finished } from './running-command';
import type { TestBed } from './test-bed';

const PYTHON = '/databricks/python3/bin/python3';
const tests = join(repositoryRoot, 'packages/popeye/tests');

const { env, platform } = process;
const engine = new DockerEngine(
  readEndpoint({ env, platform, home: homedir() }),
);
let bed: TestBed;

/**
 * The libraries of this repository and the flavours that take them, in a
 * workspace in which all are built. They share one: building them again, even
 * from the engine's cache, takes a minute.
 */
export function describeLibraries(open: () => TestBed): void {
  beforeAll(() => {
    bed = open();
  });
  afterAll(() => engine.close());

  describe('a library', () => {
    it.each([
      ['gecko', /^gecko-[\d.]+-py3-none-any\.whl$/],
      ['armadillo', /^armadillo_[\d.]+_R_x86_64-pc-linux-gnu\.tar\.gz$/],
    ])('%s is one file and nothing else', async (name, artefact) => {
      const archive = await openImage(name);
      expect(archive.files).toEqual([expect.stringMatching(artefact)]);
      archive.close();
    });

    it('rebuilds what takes it when its source changes, and nothing else', async () => {
      const source = 'packages/gecko/src/gecko/rules.py';
      await expectBuilds(source, {
        gecko: ['context:src/gecko/rules.py'],
        'gecko-armadillo': ['parent:gecko'],
      });
    });
  });

  describe('an R package of the image r', () => {
    it('rebuilds what has R, and nothing else', async () => {
      await expectBuilds('packages/r/r_packages.sh', {
        r: ['context:r_packages.sh'],
        armadillo: ['parent:r'],
        'python-r': ['parent:r'],
        'gecko-armadillo': ['parent:armadillo', 'parent:python-r'],
        popeye: ['parent:python-r'],
      });
    });
  });

  describe('gecko-armadillo', () => {
    it('has a gecko that works', async () => {
      const script = `
import gecko, pandas
from gecko import rules
frame = pandas.DataFrame({"day": pandas.to_datetime(["2025-03-01", "2025-03-09"])})
print(gecko.find_problems(frame, [rules.no_gaps("day", step="1D")])[0])`;
      const output = await run('gecko-armadillo', [PYTHON, '-c', script]);
      expect(output).toContain(
        'day has no gap longer than 1D: broken by 1 row',
      );
    });

    it('has an armadillo that works', async () => {
      const script =
        'x <- c(1:9, 9); cat(armadillo::huber_lm(1:10, c(2 * 1:9, 500))$coefficients[["x1"]])';
      const output = await run('gecko-armadillo', ['Rscript', '-e', script]);
      expect(Number(output)).toBeCloseTo(2, 1);
    });

    it('holds neither wheel nor tarball nor compiler', async () => {
      const names = "-name 'gecko-*.whl' -o -name 'armadillo_*.tar.gz'";
      const script = `find / -xdev ${names}; command -v g++ gcc make; true`;
      expect(await run('gecko-armadillo', ['sh', '-c', script])).toBe('');
    });
  });

  describe('popeye', () => {
    const programs: Readonly<Record<string, string[]>> = {
      '.py': [PYTHON, '-'],
      '.R': ['Rscript', '--vanilla', '-'],
      '.sh': ['sh', '-s'],
    };

    it.each(readdirSync(tests))('passes %s', async (file) => {
      const result = await engine.runContainer({
        image: bed.localName('popeye'),
        command: programs[extname(file)] ?? [],
        input: readFileSync(join(tests, file), 'utf8'),
      });
      expect(result).toMatchObject({ exitCode: 0 });
    });
  });

  describe('a test of a library that fails', () => {
    it('stops the build, and whatever takes the library is skipped', async () => {
      const file = 'packages/gecko/tests/test_rules.py';
      const failing = `
class Broken(unittest.TestCase):
    def test_arithmetic(self):
        self.assertEqual(1, ${bed.workspace.id.length})

`;
      const restore = change(file, (text) =>
        text.replace('\nif __name__', `${failing}\nif __name__`),
      );
      const built = await build(['gecko-armadillo']);
      restore();
      expectFailure(
        built,
        'BUILD_FAILED',
        'packages/gecko/Dockerfile:20: ',
        'test_arithmetic',
        'AssertionError: 1 != 8',
      );
      expect(built.output).toMatch(/^gecko-armadillo@\S+ +skipped/m);
      expect(built.output).not.toMatch(/^gecko-armadillo@\S+ +built/m);
    });
  });

  describe('gecko of a private index', () => {
    const account = createAccount('builder', []);
    // Differs from that of packages/gecko, so that a test can tell them apart. A
    // secret does not change a step, so the step's text must change.
    const version = `1.2.0.post${randomBytes(4).readUInt32BE()}`;
    let index: PackageIndex;
    let built: Finished;

    beforeAll(async () => {
      const bytes = await buildWheel(version);
      const wheel = { name: wheelName(version), bytes };
      index = await PackageIndex.start([wheel], account);
      const definition = readSample().replace('1.2.0', version);
      bed.workspace.write('packages/gecko-armadillo/image.ts', definition);
      built = await build(['gecko-armadillo'], { GECKO_INDEX: index.address });
      expectSuccess(built);
    }, 600_000);
    afterAll(() => index?.close());

    it('is what the image has', async () => {
      const script = 'import gecko; print(gecko.__version__)';
      const output = await run('gecko-armadillo', [PYTHON, '-c', script]);
      expect(output.trim()).toBe(version);
      expect(index.answers).toContain(`200 /files/${wheelName(version)}`);
    });

    it('leaves no password in log, history, labels, layers or records', async () => {
      const name = bed.localName('gecko-armadillo');
      const seen = [
        built.output,
        await bed.engine.inspect(name),
        await bed.engine.history(name),
        await bed.workspace.plan({ GECKO_INDEX: index.address }),
        await run('gecko-armadillo', ['env']),
      ];
      for (const secret of traces(account))
        expect(JSON.stringify(seen)).not.toContain(secret);
      // Looks for each form of the address in one search, because the image is large.
      const [, random = ''] = account.password.split('-');
      expect(await holdsText(bed, name, random)).toBe(false);
    });

    it('needs no gecko of this repository any more', async () => {
      await expectBuilds('packages/gecko/src/gecko/rules.py', {
        gecko: ['context:src/gecko/rules.py'],
      });
    });

    it('says which secret is missing before anything is built', async () => {
      const definition = readSample().replace('1.2.0', `${version}1`);
      bed.workspace.write('packages/gecko-armadillo/image.ts', definition);
      const refused = await build(['gecko-armadillo'], {
        GECKO_INDEX: undefined,
      });
      expectFailure(
        refused,
        'SECRET_MISSING',
        'packages/gecko-armadillo/image.ts:',
        'GECKO_INDEX',
      );
    });
  });
}

function build(
  flavours: readonly string[],
  change?: Readonly<Record<string, string | undefined>>,
): Promise<Finished> {
  const names = flavours.join(',');
  const command = ['run-many', '-t', 'docker-build', '-p', names];
  return bed.workspace.nx(command, change);
}

function run(flavour: string, command: readonly string[]): Promise<string> {
  return bed.engine.run(bed.localName(flavour), command);
}

function openImage(name: string): Promise<ImageArchive> {
  return ImageArchive.open(bed.engine, bed.localName(name));
}

/** Changes a file of the workspace; returns a function that restores it. */
function change(path: string, edit: (text: string) => string): () => void {
  const before = readFileSync(join(bed.workspace.root, path), 'utf8');
  const after = edit(before);
  if (after === before) throw new Error(`${path} is as it was`);
  bed.workspace.write(path, after);
  return () => bed.workspace.write(path, before);
}

/** The parts that make an image rebuild after one more line in a file. */
async function expectBuilds(
  path: string,
  expected: Readonly<Record<string, string[]>>,
): Promise<void> {
  const restore = change(path, (text) => `${text}\n# a remark\n`);
  const { images } = await bed.workspace.plan();
  restore();
  const builds = images.filter(({ action }) => action === 'build');
  const reasons = builds.map(({ flavour, reasons }) => [
    flavour,
    reasons.map(({ part }) => part),
  ]);
  expect(Object.fromEntries(reasons)).toEqual(expected);
}

function wheelName(version: string): string {
  return `gecko-${version}-py3-none-any.whl`;
}

/** packages/gecko under another version. */
async function buildWheel(version: string): Promise<Buffer> {
  const restore = change('packages/gecko/pyproject.toml', (text) =>
    text.replace('version = "1.2.0"', `version = "${version}"`),
  );
  expectSuccess(await build(['gecko']));
  restore();
  const archive = await openImage('gecko');
  const bytes = archive.read(wheelName(version));
  archive.close();
  return bytes;
}

/** The image.ts that README.md shows. */
function readSample(): string {
  const file = join(repositoryRoot, 'packages/gecko-armadillo/README.md');
  const [, sample] = /```ts\n([^`]*)```/.exec(readFileSync(file, 'utf8')) ?? [];
  return `import { defineImage } from 'brickyard';\n\n${sample}`;
}
