import { mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { connectEngine } from '../../brickyard/src/engine/docker-engine';
import {
  build,
  packFiles,
} from '../../brickyard/src/engine/testing/contract-request';
import { expectFailure, expectSuccess } from './expectations';
import { findFreePort } from './free-port';
import { repositoryRoot } from './repository-root';
import type { Finished } from './running-command';
import { TestBed } from './test-bed';
import { waitUntil } from './wait-until';

/** What a cluster finds in place of Python, each in its own image. */
const pythons = {
  floods: 'exec yes brickyard',
  babbles: String.raw`printf 'brickyard:row\tpython\t{\nbrickyard:row\tend\n{"broken\n'`,
  hangs: '[ "$1" != --version ] || exec sleep 600',
};
const names = [...Object.keys(pythons), 'broken'];

/** Only an ELF header, of another machine. */
const program = String.raw`rm /bin/sh && printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000\002\000\267\000' > /bin/sh && chmod +x /bin/sh`;

const dockerfile = `FROM ubuntu:24.04
RUN mkdir -p /databricks/python3/bin && printf 'home = /usr/bin\\n' > /databricks/python3/pyvenv.cfg
COPY . /databricks/python3/bin/
VOLUME /data
`;

let bed: TestBed;
let temporary: string;
let tested: Finished;
let smoked: Finished;
/** By image. */
let diagnosed: Record<string, Finished>;

beforeAll(async () => {
  bed = await TestBed.open();
  temporary = join(bed.workspace.root, 'tmp');
  mkdirSync(temporary);
  for (const name of names) addFlavour(name);
  bed.workspace.commit('images that no tool expects');
  tested = await nx('docker-test', ['floods', 'babbles', 'broken']);
  smoked = await nx('docker-smoke', names, {}, '--timeout=2');
  const found = ['floods', 'babbles', 'broken'].map(
    async (name) => [name, await doctor(name)] as const,
  );
  diagnosed = Object.fromEntries(await Promise.all(found));
}, 300_000);
afterAll(() => bed?.close());

function addFlavour(name: string): void {
  const python = pythons[name as keyof typeof pythons] ?? 'exit 1';
  bed.workspace.addFlavour(name, {
    Dockerfile:
      name === 'broken' ? `${dockerfile}RUN ${program}\n` : dockerfile,
    'requirements.txt': 'pandas\n',
    'image.ts':
      "export default { runtimes: ['17.3-LTS'], languages: ['python'], tests: { timeout: 2 } };\n",
  });
  // Without the name, images of two runs would be the same.
  const text = `#!/bin/sh\n# ${bed.workspace.namespace}\n${python}\n`;
  bed.workspace.write(`packages/${name}/python3`, text, 0o755);
}

const run = (words: readonly string[], change: object = {}) =>
  bed.workspace.brickyard(words, { TMPDIR: temporary, ...change });
const nx = (
  target: string,
  flavours: readonly string[],
  change: object = {},
  ...more: string[]
) =>
  bed.workspace.nx(
    ['run-many', '-t', target, '-p', flavours.join(','), ...more],
    { TMPDIR: temporary, ...change },
  );
const doctor = (name: string, change: object = {}) =>
  run(['doctor', name, '--runtime', '17.3-LTS'], change);

/** In any state, of any image of this bed; the engine gives the name or the id. */
async function listContainers(): Promise<string[]> {
  const tags = await bed.localTags();
  const images = await Promise.all(tags.map((tag) => bed.engine.inspect(tag)));
  const names = new Set([...tags, ...images.map(({ id }) => id)]);
  const found = [...names].map((name) => bed.engine.listContainers(name));
  return (await Promise.all(found)).flat();
}

/** Why the container failed, and its image. */
const cannotRun = (name: string, why: string) =>
  new RegExp(
    `cannot run sh in ${bed.workspace.namespace}/${name}:\\S+: .*${why}.*\\[CONTAINER_FAILED\\]`,
  );

describe('docker-test', () => {
  it.each([
    [
      'floods',
      /FAIL +pandas .*requirements\.txt:1 .*exit code 1\n.* lines before/,
    ],
    ['floods', /inventory of \S+\/floods:\S+ the list ends too early/],
    ['babbles', /FAIL +pandas .*requirements\.txt:1 /],
    [
      'babbles',
      /INVENTORY: .*\/babbles:\S+ \S+python3 could not list Python packages/,
    ],
  ])('of an image whose Python %s', (_name, text) => {
    expect(tested.status).not.toBe(0);
    expect(tested.output).toMatch(text);
  });

  it('of an image whose shell is broken', () => {
    expect(tested.output).toMatch(cannotRun('broken', 'exec format error'));
    expect(tested.output).toContain('or is one for another platform');
  });
});

describe('docker-smoke', () => {
  it.each([
    ['floods', 'after 2 s and was stopped'],
    ['hangs', 'after 2 s and was stopped'],
    ['is broken', 'exec format error'],
  ])('of an image that %s', (text, why) => {
    const name = text.replace('is ', '');
    expect(smoked.status).not.toBe(0);
    expect(smoked.output).toMatch(cannotRun(name, why));
  });

  it('of an image that babbles', () => {
    expect(smoked.output).toMatch(/FAILED +python .* says "{"broken"/);
  });
});

describe('brickyard doctor', () => {
  it.each([
    ['floods', 'printed more than 16.0 MB'],
    ['is broken', 'exec format error'],
  ])('of an image that %s', (text, why) => {
    const name = text.replace('is ', '');
    expect(diagnosed[name]?.output).toMatch(cannotRun(name, why));
    expect(diagnosed[name]?.status).toBe(1);
  });

  it('of an image that babbles', () => {
    const { status, output = '' } = diagnosed['babbles'] ?? {};
    // What it prints as if it were a row of Brickyard's does not count.
    expect(output).toMatch(
      /babbles:\S+ \S+python3 could not list Python packages/,
    );
    expect([status, output.includes('[INVENTORY_INVALID]')]).toEqual([1, true]);
  });
});

describe('what is not there', () => {
  it('is an engine: no socket, or nobody behind it', async () => {
    const DOCKER_HOST = `tcp://127.0.0.1:${await findFreePort()}`;
    const socket = `unix://${join(temporary, 'none.sock')}`;
    const commands = [
      doctor('floods', { DOCKER_HOST }),
      run(['diff', 'runtime:17.3-LTS', 'babbles'], { DOCKER_HOST: socket }),
      nx('docker-test', ['floods'], { DOCKER_HOST }),
      nx('docker-smoke', ['floods'], { DOCKER_HOST: socket }),
    ];
    const done = await Promise.all(commands);
    for (const [i, finished] of done.entries()) {
      const address = i % 2 === 0 ? DOCKER_HOST.slice(6) : socket;
      expectFailure(finished, 'ENGINE_UNREACHABLE', address);
    }
    // Two flavours have lists, which need no engine.
    const words = ['diff', 'floods', 'babbles'];
    const lists = await run(words, { DOCKER_HOST: socket });
    expectSuccess(lists);
    expect(lists.output).toContain('ENGINE_UNREACHABLE');
    expect(lists.stdout).toContain('no image of floods');
  });

  it('is a registry of that name', async () => {
    const name = 'no-such-host.invalid/team/python:1';
    const done = [doctor(name), run(['diff', name, 'hangs'])];
    for (const finished of await Promise.all(done))
      expectFailure(finished, 'REGISTRY_UNREACHABLE', 'no-such-host.invalid');
  });
});

it('leaves nothing behind at Ctrl-C', async () => {
  const engine = connectEngine({ ...process, home: homedir() });
  const { namespace } = bed.workspace;
  const sleeps = `${namespace}/sleeps:1`;
  const text = `FROM ${bed.localName('floods')}\nRUN printf '#!/bin/sh\\nsleep 600\\n' > /databricks/python3/bin/python3\n`;
  const context = packFiles({ Dockerfile: text });
  await build(engine, { context, tags: [sleeps] });
  engine.close();
  const commands = [
    startBrickyard('doctor', sleeps, '--runtime', '17.3-LTS'),
    startBrickyard('diff', sleeps, 'hangs'),
    bed.workspace.startNx(['docker-smoke', 'hangs'], { TMPDIR: temporary }),
  ];
  await waitUntil(
    'all three are in a container',
    async () => (await listContainers()).length === commands.length,
  );
  const volumes = await bed.engine.listOwnVolumes(await listContainers());
  expect(volumes).toHaveLength(commands.length);
  for (const command of commands) command.pressCtrlC();
  for (const { finished } of commands)
    expect((await finished).status).not.toBe(0);
  await waitUntil(
    'they are gone',
    async () => (await listContainers()).length === 0,
  );
  expect(await bed.engine.remainingVolumes(volumes)).toEqual([]);
});

it('leaves no containers and no files behind', async () => {
  expect(await listContainers()).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
});

function startBrickyard(...words: string[]) {
  const bin = join(repositoryRoot, 'tools/brickyard/bin/brickyard.cjs');
  const argv = [process.execPath, bin, ...words];
  return bed.workspace.start(argv, { TMPDIR: temporary });
}
