import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import { parseRequirements } from '../../brickyard/src/requirements/parse-requirements';
import type { Runtime } from '../../brickyard/src/runtime/schema';
import { findDockerCli } from './docker-cli';
import { describeNewFlavour } from './new-flavour';
import { readRuntime } from './repository-flavours';
import { ScratchClone } from './scratch-clone';
import { findPlaceRuntime } from './scratch-profile';
import { TestBed } from './test-bed';

const PYTHON = '/databricks/python3/bin/python3';
const expectedRuntime = findPlaceRuntime(process.env, '17.3-LTS');
const dockerCli = findDockerCli();

let bed: TestBed;
let clone: ScratchClone;
let runtime: Runtime;

beforeAll(async () => {
  const flavours = ['toolbox', 'minimal', 'python'] as const;
  bed = await TestBed.openWith(flavours);
  clone = new ScratchClone(bed.workspace, flavours);
  await clone.type('nx', 'sync');
  bed.workspace.commit('the flavours');
  await bed.workspace.publish();
  runtime = readRuntime(bed.workspace, expectedRuntime);
}, 900_000);
afterAll(async () => {
  clone?.close();
  await bed?.close();
});

describe.each(['minimal', 'python'])('%s', (flavour) => {
  it('is published under the name of its runtime', async () => {
    const { digest, tags } = bed.workspace.record(flavour);
    const { labels } = await bed.engine.inspect(bed.localName(flavour));
    expect(labels['brickyard.runtime']).toBe(expectedRuntime);
    expect(labels['brickyard.flavour']).toBe(flavour);
    for (const tag of tags) {
      expect(await bed.publishedDigest(flavour, tag)).toBe(digest);
    }
  });

  it('has what a cluster needs to start', async () => {
    const programs = ['bash', 'ip', 'nproc', 'ps', 'sudo', 'setfacl', 'java'];
    const script = `for name in ${programs.join(' ')}; do command -v "$name"; done`;
    const output = await run(flavour, ['sh', '-euc', script]);
    const found = output.trim().split('\n');
    expect(found.map((path) => posix.basename(path))).toEqual(programs);
  });

  it("has the runtime's Java", async () => {
    const output = await run(flavour, ['java', '-version']);
    expect(output).toMatch(
      new RegExp(` version "(1\\.)?${runtime.jdk.default}\\.`),
    );
  });

  it('has the locked user that libraries are installed as', async () => {
    const output = await run(flavour, ['passwd', '--status', 'libraries']);
    expect(output).toMatch(/^libraries L /);
  });

  it('leaves no package lists behind', async () => {
    const lists = '/var/lib/apt/lists /var/cache/apt/archives';
    const find = `find ${lists} -type f -size +0 | head`;
    expect(await run(flavour, ['sh', '-c', find])).toBe('');
  });
});

describe('python', () => {
  it("has the runtime's Python, and the cluster is told where", async () => {
    const script = 'import sys; print("%d.%d" % sys.version_info[:2])';
    for (const python of [PYTHON, 'python3']) {
      const output = await run('python', [python, '-c', script]);
      expect(output.trim()).toBe(runtime.python.version);
    }
    const { env } = await bed.engine.inspect(bed.localName('python'));
    expect(env).toContain(`PYSPARK_PYTHON=${PYTHON}`);
  });

  describe('imports all that its lock names', () => {
    let locked: Record<string, string>;
    let named: string[];
    let versions: Record<string, string | null>;

    beforeAll(async () => {
      locked = readLock();
      named = ['notebook.txt', 'requirements.txt'].flatMap(listPackages);
      // At once: a second run would import the same again.
      versions = await checkPackages([
        ...new Set([...Object.keys(locked), ...named]),
      ]);
    });

    it("what notebooks and requirements.txt name, at the runtime's versions", () => {
      for (const name of named) {
        const pinned = runtime.notebook[name];
        expect([name, versions[name]]).toEqual([
          name,
          pinned ?? (expect.any(String) as string),
        ]);
      }
    });

    it('and at exactly the versions that are locked', () => {
      const installed = Object.keys(locked).map((name) => [
        name,
        versions[name],
      ]);
      expect(Object.fromEntries(installed)).toEqual(locked);
      expect(Object.keys(locked)).toEqual(
        expect.arrayContaining(listPackages('requirements.txt')),
      );
    });
  });

  it('has no compiler', async () => {
    await expect(run('python', ['gcc', '--version'])).rejects.toThrow('gcc');
  });

  it('leaves out what the cluster brings', async () => {
    const brought = ['pyspark', 'delta-spark', 'databricks-connect'];
    const absent = Object.fromEntries(brought.map((name) => [name, null]));
    expect(await checkPackages(brought)).toEqual(absent);
  });

  it('has the virtualenv that makes an environment for each notebook', async () => {
    const make = 'virtualenv --quiet --python "$PYSPARK_PYTHON" /tmp/notebook';
    const script = `${make} && /tmp/notebook/bin/pip --version`;
    const output = await run('python', ['sh', '-euc', script]);
    expect(output).toContain('/tmp/notebook/');
  });

  it('has no note of when it was built', async () => {
    const find = 'find /databricks /usr/local -name uv_cache.json';
    expect(await run('python', ['sh', '-c', find])).toBe('');
  });

  it('runs the language server', async () => {
    const server = '/databricks/python-lsp/bin/python3';
    await run('python', [server, '-c', 'import pylsp']);
  });

  const name = 'builds by hand with docker build .';
  const unlessMissing = dockerCli ? it : it.skip;
  unlessMissing(
    dockerCli ? name : `${name} (no docker command with BuildKit here)`,
    async () => {
      const tag = bed.localName('by-hand');
      // The default belongs to the base that Dockerfiles name.
      const lock = runtime.databricks
        ? []
        : ['--build-arg', `DATABRICKS_RUNTIME=${expectedRuntime}`];
      const { status, output } = await bed.workspace.start(
        [
          ...[dockerCli ?? '', 'build', '--tag', tag],
          // As the lab's profile: a second engine has no network of its own.
          ...['--network', 'host', ...lock, 'packages/python'],
        ],
        { DOCKER_BUILDKIT: '1' },
      ).finished;
      expect([status, output]).toEqual([0, expect.any(String)]);
      await bed.engine.run(tag, [PYTHON, '-c', 'import pandas']);
    },
    600_000,
  );
});

// Nights make one of Python and R, which needs a compiler and takes minutes.
describeNewFlavour(() => ({ bed, clone }), { languages: 'python', below: 3 });

function run(flavour: string, command: readonly string[]): Promise<string> {
  return bed.engine.run(bed.localName(flavour), command);
}

async function checkPackages(
  packages: readonly string[],
): Promise<Record<string, string | null>> {
  const script = readFileSync(join(__dirname, 'check-packages.py'), 'utf8');
  const output = await run('python', [PYTHON, '-c', script, ...packages]);
  return JSON.parse(output) as Record<string, string | null>;
}

function readLock(): Record<string, string> {
  const path = `packages/python/locks/${expectedRuntime}.txt`;
  const lock = readFileSync(join(bed.workspace.root, path), 'utf8');
  const pins = [...lock.matchAll(/^(\S+)==(\S+)/gm)];
  return Object.fromEntries(pins.map(([, name, at]) => [name!, at!]));
}

function listPackages(file: string): string[] {
  const path = join(bed.workspace.root, 'packages/python', file);
  return parseRequirements(readFileSync(path, 'utf8'), file).flatMap(
    (requirement) => (requirement.kind === 'package' ? [requirement.name] : []),
  );
}
