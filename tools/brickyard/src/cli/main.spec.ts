import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { BuildPlan } from '../plan/build-plan';
import { TestWorkspace } from '../run/testing/test-workspace';
import { runCommand } from './main';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('child', { Dockerfile: 'FROM brickyard/base\n' });
});
afterEach(() => workspace.close());

/** On a machine where no engine answers. */
async function run(
  line: string,
  cwd = workspace.root,
  engine = `unix://${join(workspace.root, 'no.sock')}`,
) {
  let out = '';
  let err = '';
  const code = await runCommand(line === '' ? [] : line.split(' '), {
    cwd,
    environment: {
      DOCKER_HOST: engine,
      DOCKER_CONFIG: workspace.root,
    },
    stdout: { write: (text) => void (out += text) },
    stderr: { write: (text) => void (err += text) },
  });
  return { code, out, err };
}

const parse = (text: string) => JSON.parse(text) as BuildPlan;
const flavoursOf = (text: string) =>
  parse(text).images.map(({ flavour }) => flavour);

describe('brickyard', () => {
  it.each(['--version', '-v'])('%s: tells its version', async (line) => {
    const { code, out } = await run(line);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    ]);
  });

  it.each(['help plan', '--help plan', 'plan --help'])(
    '%s: tells how to use a command',
    async (line) => {
      const { code, out } = await run(line);
      expect([code, out]).toEqual([
        0,
        expect.stringMatching(/^Usage: brickyard plan /),
      ]);
    },
  );

  it.each(['', 'help', '--help', '-h'])(
    '%j: tells how to use it',
    async (line) => {
      const { code, out, err } = await run(line);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^Usage: brickyard <command>/);
    },
  );

  it.each([
    ['plann', "unknown command 'plann'\ndid you mean plan?\n"],
    ['toString', "unknown command 'toString'"],
    ['--json', "unknown command '--json'"],
    ['plan --jsn', "Unknown option '--jsn'"],
    ['plan --falvour=a', 'did you mean --flavour?'],
    ['help plann', 'did you mean plan?'],
    ['doctor', 'expected one image, got 0'],
    ['doctor a b', 'expected one image, got 2'],
    ['doctor a --jsn', "Unknown option '--jsn'"],
    ['plan --flavour', "Option '--flavour <value>' argument missing"],
    ['plan --json=yes', "Option '--json' does not take an argument"],
  ])('%s: is a wrong call', async (line, message) => {
    const { code, out, err } = await run(line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain('Usage: brickyard');
  });
});

describe('brickyard plan', () => {
  it('has a help of its own', async () => {
    const { code, out } = await run('plan --help');
    expect(code).toBe(0);
    expect(out).toMatch(/^Usage: brickyard plan/);
  });

  it('answers in JSON alone, and warns beside it', async () => {
    const { code, out, err } = await run('plan --json');
    expect(code).toBe(0);
    expect(parse(out)).toEqual({
      images: ['base', 'child'].map((flavour) => ({
        flavour,
        runtime: '17.3-LTS',
        action: 'build',
        foundIn: null,
        key: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
        reasons: [{ part: 'image', change: 'added' }],
      })),
      requests: { head: 3, get: expect.any(Number) as number },
      movedBases: [],
      newLines: [],
    });
    expect(err).toMatch(/^warning: the engine counts as empty: .*no\.sock/);
  });

  it('answers as text, and as Markdown', async () => {
    expect((await run('plan')).out).toMatch(/^base +17\.3-LTS +build/);
    expect((await run('plan --markdown')).out).toMatch(/^\| flavour \|/);
  });

  it('finds the workspace from a folder inside', async () => {
    const cwd = join(workspace.root, 'packages/base/deep');
    mkdirSync(cwd);
    const { out } = await run('plan --json', cwd);
    expect(flavoursOf(out)).toEqual(['base', 'child']);
  });

  it.each([
    ['base', ['base']],
    ['child', ['base', 'child']],
    ['child,base', ['base', 'child']],
  ])('plans %s with its parents', async (names, expected) => {
    for (const words of [`--flavour ${names}`, names.replace(',', ' ')]) {
      const { out } = await run(`plan --json ${words}`);
      expect(flavoursOf(out)).toEqual(expected);
    }
  });

  it.each([
    ['--runtime 16.4-LTS', ['16.4-LTS', '16.4-LTS']],
    [
      '--runtime 16.4-LTS,17.3-LTS',
      ['17.3-LTS', '16.4-LTS', '17.3-LTS', '16.4-LTS'],
    ],
    ['--runtime 17.3-LTS --flavour base', ['17.3-LTS']],
  ])('plans %s alone', async (words, expected) => {
    const definition = `export default { runtimes: ['17.3-LTS', '16.4-LTS'] };`;
    for (const name of ['base', 'child'])
      workspace.write(`packages/${name}/image.ts`, definition);
    const { images } = parse((await run(`plan --json ${words}`)).out);
    expect(images.map(({ runtime }) => runtime)).toEqual(expected);
  });

  it('knows which runtimes there are', async () => {
    const { code, out, err } = await run('plan --runtime 16.4-LTS');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain("no image of base, child is for '16.4-LTS'");
    expect(err).toContain('\n  hint: runtimes: 17.3-LTS\n');
  });

  it('fails with --strict when a place cannot be reached', async () => {
    const { code, out } = await run('plan --strict --json');
    expect(code).toBe(1);
    expect(flavoursOf(out)).toHaveLength(2);
  });

  it('succeeds with --strict when all places answer', async () => {
    const server = createServer((_request, response) => response.end('[]'));
    await new Promise<void>((resolve) =>
      server.listen(0, '127.0.0.1', resolve),
    );
    const { port } = server.address() as AddressInfo;
    const engine = `tcp://127.0.0.1:${port}`;
    const { code, err } = await run('plan --strict', workspace.root, engine);
    expect([code, err]).toEqual([0, '']);
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    ['plan --flavour bse', 'bse', 'did you mean base? flavours: base, child'],
    ['plan bse cihld', 'bse, cihld', 'did you mean base, child? flavours: '],
    ['plan --flavour child,', '', 'flavours: base, child'],
  ])('%s: fails, with a hint', async (line, unknown, hint) => {
    const { code, out, err } = await run(line);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`no such flavour: ${unknown} [FLAVOUR_UNKNOWN]`);
    expect(err).toContain(`\n  hint: ${hint}`);
  });

  it('names a locked base that moved, and counts what it asked', async () => {
    const digest = await workspace.publish('base/tools', '1', 'one');
    const image = `${workspace.memory.host}/base/tools:1`;
    workspace.addFlavour('base', { Dockerfile: `FROM ${image}\n` });
    workspace.write('images.lock.json', { [image]: digest });
    expect(parse((await run('plan --json')).out)).toMatchObject({
      requests: { head: 3 },
      movedBases: [],
    });
    const current = await workspace.publish('base/tools', '1', 'two');
    const moved = [{ image, locked: digest, current }];
    const planned = parse((await run('plan --json')).out);
    expect(planned).toMatchObject({ requests: { head: 3 }, movedBases: moved });
    expect((await run('plan')).out).toContain(`base ${image} has moved`);
    expect((await run('plan --markdown')).out).toContain(
      `- base ${image} has moved`,
    );
  });

  it('fails outside a workspace', async () => {
    const { code, err } = await run('plan', '/');
    expect(code).toBe(1);
    expect(err).toContain('/: no nx.json here or above [OPTIONS_INVALID]');
  });
});

describe('brickyard refresh', () => {
  let image: string;
  beforeEach(async () => {
    await workspace.publish('base/tools', '1', 'one');
    image = `${workspace.memory.host}/base/tools:1`;
    workspace.addFlavour('base', { Dockerfile: `FROM ${image}\n` });
  });
  const refresh = (words = '') => run(`refresh ${words}`.trim());

  it('has a help of its own', async () => {
    expect((await refresh('--help')).out).toMatch(/^Usage: brickyard refresh/);
  });

  it('writes the lock, then has nothing to do', async () => {
    const first = await refresh();
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toMatch(/ {2}added\nimages\.lock\.json written\n$/);
    const second = await refresh();
    expect(second.code).toBe(0);
    expect(second.out).toMatch(/unchanged\nimages\.lock\.json unchanged\n$/);
  });

  it('fails a check until what moved is taken', async () => {
    const missing = await refresh('--check');
    expect(missing.code).toBe(1);
    expect(missing.out).toContain('out of date in 1 of 1');
    await refresh();
    expect((await refresh('--check')).code).toBe(0);
    await workspace.publish('base/tools', '1', 'two');
    expect((await refresh('--check')).code).toBe(1);
    expect((await refresh()).code).toBe(0);
    expect((await refresh('--check')).code).toBe(0);
  });

  it('answers in JSON alone', async () => {
    const { out } = await refresh('--json --flavour child');
    expect(JSON.parse(out)).toEqual({
      images: [
        {
          image,
          state: 'added',
          from: null,
          to: expect.stringMatching(/^sha256:/) as string,
        },
      ],
      written: true,
    });
  });

  it('fails when a registry does not tell, and says which', async () => {
    const gone = `${workspace.memory.host}/base/gone:1`;
    workspace.addFlavour('child', { Dockerfile: `FROM ${gone}\n` });
    const { code, out, err } = await refresh();
    expect(code).toBe(1);
    expect(out).toMatch(/added\nimages\.lock\.json written\n$/);
    expect(err).toBe(`warning: ${gone}: is not in its registry\n`);
  });

  it('keeps going when asked, and lists what failed', async () => {
    const gone = `${workspace.memory.host}/base/gone:1`;
    workspace.addFlavour('child', { Dockerfile: `FROM ${gone}\n` });
    const words = '--keep-going --failures=dist/deep/failures.json';
    const { code, out } = await refresh(words);
    expect([code, out]).toEqual([0, expect.stringMatching(/json written\n$/)]);
    const read = () =>
      readFileSync(join(workspace.root, 'dist/deep/failures.json'), 'utf8');
    const message = 'is not in its registry';
    expect(JSON.parse(read())).toEqual([
      { reference: gone, code: 'BASE_UNRESOLVED', message },
    ]);
    workspace.addFlavour('child', { Dockerfile: 'FROM brickyard/base\n' });
    expect((await refresh(words)).code).toBe(0);
    expect(read()).toBe('[]\n');
    await workspace.publish('base/tools', '1', 'two');
    expect((await refresh(`${words} --check`)).code).toBe(1);
  });

  it.each([
    ['--flavour bse', 1, 'no such flavour: bse'],
    ['--all', 2, "Unknown option '--all'"],
    ['base', 2, "Unexpected argument 'base'"],
  ])('%s: exits with %i', async (words, expected, message) => {
    const { code, out, err } = await refresh(words);
    expect([code, out]).toEqual([expected, '']);
    expect(err).toContain(message);
  });
});
