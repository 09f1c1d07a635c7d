import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { readEndpoint } from '../../brickyard/src/engine/connection/connect';
import { DockerEngine } from '../../brickyard/src/engine/docker-engine';
import { collectInventory } from '../../brickyard/src/inventory/collect';
import { parseInventory } from '../../brickyard/src/inventory/parse-inventory';
import { writeProbe } from '../../brickyard/src/inventory/probe';
import { importScript } from '../../brickyard/src/inventory/probe-imports';
import { rowMark } from '../../brickyard/src/rows/row';
import { shellRows } from '../../brickyard/src/rows/write-rows';
import type { InventoryRecord } from '../../brickyard/src/run/records/inventory-record';
import { expectSuccess } from './expectations';
import { TestBed } from './test-bed';

/** The smallest system with both languages; a Python without most of its library. */
const system = `FROM ubuntu:24.04
RUN apt-get update -qq \\
    && apt-get install -y -qq --no-install-recommends python3-minimal r-base-core > /dev/null
`;

/** An environment that sees the system's packages, and one package of each kind. */
const setup = `set -eu
add() { mkdir -p "$1/$2.dist-info" && printf 'Name: %s\\nVersion: %s\\n\\nName: text\\n' "$2" "$3" > "$1/$2.dist-info/METADATA"; }
purelib='import sysconfig; print(sysconfig.get_path("purelib"))'
home=/databricks/python3
mkdir -p $home/bin && ln -s "$(command -v python3)" $home/bin/python3
printf 'home = /usr/bin\\ninclude-system-site-packages = true\\n' > $home/pyvenv.cfg
add "$($home/bin/python3 -c "$purelib")" Own.Package 1.0
add "$(python3 -c "$purelib")" shared 2.0
modules=$($home/bin/python3 -c "$purelib")
{ printf 'Requires-Dist: shared>=3\\nRequires-Dist: absent ; python_version > "3"\\nRequires-Dist: extra ; extra == "x"\\n'; } > /more
file="$modules/Own.Package.dist-info/METADATA"
sed -i -e '2r /more' "$file" && rm /more
printf '123456' > "$modules/own.py"
printf 'own.py,sha256=x,6\\n"Own.Package.dist-info/METADATA",,\\ngone.py,,\\n' > "$modules/Own.Package.dist-info/RECORD"
printf 'import time\\ntime.sleep(600)\\n' > "$modules/hangs.py"
printf '__version__ = "7.1"\\nprint("brickyard:row\\\\timport\\\\tfake")\\n' > "$modules/says.py"
mkdir -p /usr/lib/jvm/a/bin /usr/local/jars /opt/own/bin
printf 'JAVA_VERSION="17.0.16"\\n' > /usr/lib/jvm/a/release
cp /bin/true /usr/lib/jvm/a/bin/java && ln -s a /usr/lib/jvm/b && ln -s /usr/lib/jvm/b/bin/java /usr/bin/java
: > /usr/lib/jvm/a/jrt-fs.jar && : > /usr/local/jars/commons-io-2.16.1.jar
printf 'home = /usr/bin\\n' > /opt/own/pyvenv.cfg && ln -s "$(command -v python3)" /opt/own/bin/python3
head -c 50000000 /dev/zero > /usr/local/jars/large && ln /usr/local/jars/large /usr/local/jars/linked
printf 'import os\\nos.abort()\\n' > "$modules/ends.py"
printf 'raise ValueError("two\\\\nlines")\\n' > "$modules/fails.py"
mkdir /tiny && : > /tiny/NAMESPACE
printf 'Package: tiny\\nVersion: 0.1-2\\nTitle: Tiny\\nLicense: Apache-2.0\\n' > /tiny/DESCRIPTION
R CMD INSTALL --library=/usr/local/lib/R/site-library /tiny
`;

const engine = new DockerEngine(
  readEndpoint({
    env: process.env,
    platform: process.platform,
    home: homedir(),
  }),
);

let bed: TestBed;
let output: string;
let first: InventoryRecord;

beforeAll(async () => {
  bed = await TestBed.open();
  const { workspace } = bed;
  const { namespace } = workspace;
  workspace.addFlavour('system', { Dockerfile: system });
  workspace.addFlavour('both', {
    Dockerfile: `FROM ${namespace}/system\nENV JNAME=a APP_TOKEN=s3cr3t\nCOPY salt setup.sh /\nRUN sh /setup.sh\n`,
    'setup.sh': setup,
    salt: 'one\n',
  });
  workspace.addFlavour('files', {
    Dockerfile: 'FROM scratch\nCOPY a /\n',
    a: '',
  });
  workspace.addFlavour('shell-less', {
    Dockerfile: 'FROM ubuntu:24.04\nRUN rm /bin/sh /bin/bash\n',
  });
  workspace.commit('four flavours');
  output = await build();
  first = read();
}, 300_000);
afterAll(() => bed?.close());

describe('the record of what an image contains', () => {
  it('names the image and its system', async () => {
    const { labels } = await bed.engine.inspect(bed.localName('both'));
    expect(first.flavour).toBe('both');
    expect(first.runtime).toBe(labels['brickyard.runtime']);
    expect(first.key).toBe(labels['brickyard.key']);
    const line = `PRETTY_NAME="${first.os?.name}"`;
    expect(await run('cat /etc/os-release')).toContain(line);
  });

  it("lists each Python environment's own packages", async () => {
    const version = (await run('python3 -V')).trim().replace('Python ', '');
    // Neither has pip, and both see the packages in /usr.
    const details = { releaseLevel: 'final', pip: null, seesSystem: true };
    const told = { version, ...details };
    // Its RECORD gives six bytes for one file, and lists two more without a size.
    const fields = await run(
      'cat "$(find /databricks -path "*Own.Package*/METADATA")" | wc -c',
    );
    const size = 6 + Number(fields);
    const own = [{ name: 'Own.Package', version: '1.0', size }];
    const shared = [{ name: 'shared', version: '2.0' }];
    const alone = { ...told, seesSystem: false, packages: [] };
    expect(first.python).toEqual([
      { environment: '/databricks/python3', ...told, packages: own },
      { environment: '/opt/own', ...alone },
      { environment: '/usr', ...told, packages: shared },
    ]);
  });

  it('lists R and its packages, with what they were built for', async () => {
    const version = await run('Rscript -e "cat(as.character(getRversion()))"');
    expect(first.r?.version).toBe(version);
    const tiny = first.r?.packages.find(({ name }) => name === 'tiny');
    expect(tiny).toMatchObject({
      version: '0.1-2',
      built: version,
      library: '/usr/local/lib/R/site-library',
    });
    const stats = first.r?.packages.find(({ name }) => name === 'stats');
    expect(stats).toMatchObject({ version, library: '/usr/lib/R/library' });
  });

  it('tells where R looks for packages, and for new ones', async () => {
    const libraries = await run('Rscript -e "cat(.libPaths(), sep=\'\\n\')"');
    expect(first.r?.libraries).toEqual(libraries.trim().split('\n'));
    const address = await run('Rscript -e "cat(getOption(\'repos\'))"');
    expect(first.r?.repositories).toBe(`CRAN=${address.trim()}`);
  });

  it('tells which modules load, one that ends Python among them', async () => {
    const name = bed.localName('both');
    const environment = '/databricks/python3';
    const found = await collectInventory(engine, name, undefined, {
      [environment]: ['no_such', 'stat', 'ends', 'fails', 'sys', 'says'],
      R: ['stats', 'no.such'],
    });
    const problems = found.imports?.map(({ module, problem }) => {
      return [module, problem];
    });
    expect(problems).toEqual([
      ['ends', 'it ends the interpreter'],
      ['fails', 'ValueError: two lines'],
      ['no_such', "ModuleNotFoundError: No module named 'no_such'"],
      ['says', null],
      ['stat', null],
      ['sys', null],
      ['no.such', "there is no package called 'no.such'"],
      ['stats', null],
    ]);
    const versions = found.imports?.flatMap(({ version }) => version ?? []);
    expect(versions).toEqual(['7.1', first.r?.version]);
  });

  it('gives up on a module that hangs, and goes on', async () => {
    const environment = '/databricks/python3';
    const modules = { [environment]: ['hangs', 'stat', 'sys'] };
    const script = importScript(modules, { each: 1, all: 60 });
    const { stdout } = await engine.runContainer({
      image: bed.localName('both'),
      command: ['sh'],
      input: `${shellRows(rowMark)}${script}row end\n`,
    });
    const { imports } = parseInventory(stdout, 'here');
    expect(imports?.map(({ module, problem }) => [module, problem])).toEqual([
      ['hangs', 'takes longer than 1 s'],
      ['stat', null],
      ['sys', null],
    ]);
  });

  it('tells one JDK by all its names', () => {
    const home = '/usr/lib/jvm/a';
    const told = { version: '17.0.16', major: '17', isDefault: true };
    const aliases = ['/usr/lib/jvm/b'];
    expect(first.java).toEqual([{ path: home, ...told, aliases }]);
  });

  it('lists archives of Java that are not part of it', () => {
    const path = '/usr/local/jars/commons-io-2.16.1.jar';
    const told = { name: 'commons-io', group: null, version: '2.16.1' };
    expect(first.jars).toEqual([{ path, ...told, size: 0 }]);
  });

  it('adds up files, each once, and names large folders', async () => {
    const { size = 0, directories = [] } = first;
    // Disk blocks are whole, so this is not exact; folders count, too.
    const used = await run('du -sxk --apparent-size / | cut -f1');
    expect(size / 1024 / Number(used)).toBeCloseTo(1, 0);
    const jars = directories.find(({ path: at }) => at === '/usr/local/jars');
    expect(jars?.size).toBe(50_000_000);
    const tiny = first.r?.packages.find(({ name }) => name === 'tiny');
    const files = 'find /usr/local/lib/R/site-library/tiny -type f';
    const sum = `${files} -exec cat {} + | wc -c`;
    expect(tiny?.size).toBe(Number(await run(sum)));
  });

  it('is the same in a container that tests have written to', async () => {
    const written = 'head -c 30000000 /dev/zero > /tmp/x\nmkdir /opt/y\n';
    const { stdout } = await engine.runContainer({
      image: bed.localName('both'),
      command: ['sh'],
      input: `${written}export BRICKYARD_TESTS=/x\n${writeProbe()}`,
    });
    const { schema, probe, ...rest } = first;
    expect([schema, typeof probe]).toEqual([2, 'string']);
    const { flavour, runtime, key } = rest;
    const found = parseInventory(stdout, 'here');
    expect({ ...found, flavour, runtime, key }).toEqual(rest);
  });

  it('names variables, and tells no value that may be a secret', () => {
    expect(first.environment).toMatchObject({ JNAME: 'a' });
    expect(first.otherVariables).toEqual(['APP_TOKEN']);
    expect(readFileSync(file('both'), 'utf8')).not.toContain('s3cr3t');
  });

  it('lists what dpkg lists', async () => {
    const query = "dpkg-query -W -f='${Package} ${Version}\\n'";
    const lines = first.apt.map(({ name, version }) => `${name} ${version}`);
    const listed = (await run(query)).trim().split('\n');
    expect(lines.sort()).toEqual(listed.sort());
  });

  it('is told of in the log', () => {
    const packages = `2 Python, ${first.r?.packages.length} R, ${first.apt.length} Debian packages`;
    expect(output).toContain(`contains ${packages}: ${path('both')}`);
  });

  it('is not written of a library', () => {
    expect(existsSync(file('files'))).toBe(false);
    expect(output).not.toMatch(/files@\S+: what it contains/);
  });

  it('is only warned of when an image has no shell', async () => {
    expect(output).toMatch(/shell-less@.*not recorded: cannot run sh in /);
    expect(existsSync(file('shell-less'))).toBe(false);
    expect(await bed.engine.listTags(bed.localName('shell-less'))).toHaveLength(
      1,
    );
  });

  it('comes again, byte for byte, when its file is gone', async () => {
    const text = readFileSync(file('both'), 'utf8');
    bed.workspace.remove(path('both'));
    expect(await build('both')).toContain('0 to build');
    expect(readFileSync(file('both'), 'utf8')).toBe(text);
  });

  it('is the same of another build of the same packages', async () => {
    bed.workspace.write('packages/both/salt', 'two\n');
    expect(await build('both')).toContain('1 to build');
    const second = read();
    expect(second.key).not.toBe(first.key);
    // A package built by R contains its build time, which may differ by a byte.
    const leaveSizes = (name: string, value: unknown) =>
      ['directories', 'key', 'size'].includes(name) ? undefined : value;
    const [one, other] = [first, second].map((record) =>
      JSON.stringify(record, leaveSizes),
    );
    expect(other).toBe(one);
  });

  it('leaves no container behind', async () => {
    for (const flavour of ['both', 'shell-less']) {
      for (const image of await bed.engine.listTags(
        `${bed.localName(flavour, '')}`,
      ))
        expect(await bed.engine.listContainers(image)).toEqual([]);
    }
  });
});

const path = (flavour: string) => `dist/packages/${flavour}/inventory.json`;
const file = (flavour: string) => join(bed.workspace.root, path(flavour));

function read(): InventoryRecord {
  return JSON.parse(readFileSync(file('both'), 'utf8')) as InventoryRecord;
}

/** Runs all when none is named; returns the output. */
async function build(flavour?: string): Promise<string> {
  const words =
    flavour === undefined
      ? ['run-many', '-t', 'docker-build']
      : ['docker-build', flavour];
  const built = await bed.workspace.nx(words);
  expectSuccess(built);
  return built.output;
}

function run(script: string): Promise<string> {
  return bed.engine.run(bed.localName('both'), ['sh', '-euc', script]);
}
