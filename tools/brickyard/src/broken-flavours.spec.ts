import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';

import { runCommand } from './cli/main';
import {
  runTarget,
  type Target,
  type TargetOptions,
} from './executors/define-target';
import { imageTarget } from './executors/image-target';
import { lintTarget } from './executors/lint/lint-target';
import { sync } from './generators/sync/sync';
import { createDependencies } from './nx/create-dependencies';
import { createNodes } from './nx/create-nodes';
import { catchWarnings } from './nx/testing/catch-warnings';
import { TestWorkspace } from './run/testing/test-workspace';

const at = 'packages/broken';
let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('other', { Dockerfile: 'FROM brickyard/base\n' });
  workspace.addFlavour('broken', { Dockerfile: 'FROM ubuntu:24.04\n' });
});
afterEach(() => workspace.close());

const write = (path: string, text: string) =>
  workspace.write(`${at}/${path}`, text);
const remove = (path: string) => workspace.remove(`${at}/${path}`);
const folder = (path: string) =>
  mkdirSync(workspace.path(`${at}/${path}`), { recursive: true });
const dockerfile = (...lines: string[]) =>
  write('Dockerfile', `FROM ubuntu:24.04\n${lines.join('\n')}\n`);
const image = (text: string) => write('image.ts', text);

interface Breakage {
  what: string;
  act: () => void;
  said: RegExp;
  /** Seen once the image itself is planned. */
  isLate?: boolean;
  /** Lint does not look at it. */
  isBuildOnly?: boolean;
}

const breakages: Breakage[] = [
  {
    what: 'an instruction that is none',
    act: () => dockerfile('RUNN x'),
    said: /broken\/Dockerfile:2: unknown instruction "RUNN"/,
  },
  {
    what: 'a FROM with an ARG without a value',
    act: () => write('Dockerfile', 'ARG WHICH\nFROM ubuntu:${WHICH}\n'),
    said: /broken\/Dockerfile:2: .*ARG WHICH has no value/,
  },
  {
    what: 'a COPY of a variable that is none',
    act: () => dockerfile('COPY ${NOPE} /'),
    said: /broken\/Dockerfile:2: COPY \$\{NOPE\}: NOPE is not declared/,
  },
  {
    what: 'a parent that is none',
    act: () => write('Dockerfile', 'FROM brickyard/bsae\n'),
    said: /broken\/Dockerfile:1: brickyard\/bsae: there is no flavour/,
  },
  {
    what: 'a parent with a tag',
    act: () => write('Dockerfile', 'FROM brickyard/base:1\n'),
    said: /broken\/Dockerfile:1: brickyard\/base:1: a parent .* takes no tag/,
  },
  {
    what: 'a parent for another runtime',
    act: () => {
      image(`export default { runtimes: ['16.4-LTS'] };`);
      write('Dockerfile', 'FROM brickyard/base\n');
    },
    said: /broken\/Dockerfile:1: .*built for 16.4-LTS, but base is not/,
  },
  {
    what: 'an image that no image is called',
    act: () => write('Dockerfile', 'FROM Up:::per\n'),
    said: /broken\/Dockerfile:1: FROM: /,
  },
  {
    what: 'a circle of itself',
    act: () => write('Dockerfile', 'FROM brickyard/broken\n'),
    said: /built on each other: broken → broken\n.*broken\/Dockerfile:1/,
  },
  {
    what: 'a Dockerfile that is gone',
    act: () => remove('Dockerfile'),
    said: /broken\/Dockerfile: cannot be read/,
  },
  {
    what: 'a Dockerfile that is a folder',
    act: () => {
      remove('Dockerfile');
      folder('Dockerfile');
    },
    said: /broken\/Dockerfile: cannot be read/,
  },
  {
    what: 'a link to a Dockerfile that is gone',
    act: () => {
      remove('Dockerfile');
      workspace.link(`${at}/Dockerfile`, 'gone');
    },
    said: /broken\/Dockerfile: cannot be read/,
  },
  {
    what: 'a target that is no stage',
    act: () => image(`export default { runtimes: ['17.3-LTS'], target: 'x' };`),
    said: /broken\/Dockerfile: there is no stage "x"/,
  },
  {
    what: 'an image.ts that is no TypeScript',
    act: () => image('export default {\n  runtimes: [,,\n'),
    said: /broken\/image.ts:\d+: could not be evaluated/,
  },
  {
    what: 'an image.ts that ends the process',
    act: () => image('\nprocess.exit(0);\n'),
    said: /broken\/image.ts:2: .*process\.exit\(0\)/,
  },
  {
    what: 'an image.ts with a key that is none',
    act: () => image(`export default { runtimes: ['17.3-LTS'], run: 1 };`),
    said: /broken\/image.ts: run: is not a known key/,
  },
  {
    what: 'a runtime that is none',
    act: () => image(`export default { runtimes: ['1.0-LTS'] };`),
    said: /broken\/image.ts: runtimes: .*1\.0-LTS/,
  },
  {
    what: 'an image.ts that is gone',
    act: () => remove('image.ts'),
    said: /broken\/image.ts: cannot be read/,
  },
  {
    what: 'an image.ts that is a pipe',
    act: () => {
      remove('image.ts');
      execFileSync('mkfifo', [workspace.path(`${at}/image.ts`)]);
    },
    said: /broken\/image.ts: cannot be read/,
  },
  {
    what: 'a package.json that is no JSON',
    act: () => write('package.json', '{'),
    said: /broken\/package.json: is not JSON/,
  },
  {
    what: 'a package.json that is gone',
    act: () => remove('package.json'),
    said: /broken\/package.json: is missing/,
  },
  {
    what: 'the name of another',
    act: () => {
      workspace.write('packages/zoo/package.json', { name: 'base' });
      renameSync(workspace.path(at), workspace.path('packages/zoo2'));
      workspace.write('packages/zoo2/package.json', { name: 'base' });
    },
    said: /zoo2\/package.json: name 'base' is already the name of packages\/base/,
  },
  {
    what: 'a folder that leads to itself',
    act: () => workspace.link('packages/loop', 'loop'),
    said: /packages\/loop: cannot be read \(ELOOP\)/,
  },
  {
    what: 'a .dockerignore that is a folder',
    act: () => folder('.dockerignore'),
    said: /broken\/\.dockerignore: cannot be read/,
  },
  {
    what: 'a pattern that none can match',
    act: () => dockerfile('COPY [a /'),
    said: /broken\/Dockerfile:2: '\[a' is not a valid pattern/,
    isLate: true,
    isBuildOnly: true,
  },
  {
    what: 'a rule of .dockerignore that none can match',
    act: () => {
      write('.dockerignore', '\n[a\n');
      dockerfile('COPY . /');
    },
    said: /broken\/\.dockerignore:2: '\[a' is not a valid pattern/,
    isLate: true,
    isBuildOnly: true,
  },
  {
    what: 'a lock that is a folder',
    act: () => {
      locked();
      folder('locks/17.3-LTS.txt');
    },
    said: /broken\/locks\/17\.3-LTS\.txt: cannot be read/,
    isLate: true,
    isBuildOnly: true,
  },
  {
    what: 'a lock that was never made',
    act: () => locked(),
    said: /broken\/locks\/17\.3-LTS\.txt: .*not locked for 17\.3-LTS \[LOCK_STALE\]\n {2}hint: npx nx lock broken/,
    isLate: true,
    isBuildOnly: true,
  },
  {
    what: 'a list of packages that is a folder',
    act: () => {
      locked();
      remove('requirements.txt');
      folder('requirements.txt');
    },
    said: /broken\/requirements\.txt: cannot be read/,
    isLate: true,
  },
  {
    what: 'a cluster that would not start',
    act: () =>
      image(
        `export default {\n  runtimes: ['17.3-LTS'],\n  cluster: { nodeType: 'm6g.xlarge' },\n};`,
      ),
    said: /broken\/image.ts:3: cluster\.nodeType: /,
    isLate: true,
  },
];

/** A flavour as it is when nothing has been locked yet. */
function locked(): void {
  write(
    'Dockerfile',
    'FROM ubuntu:24.04 AS lock\nFROM ubuntu:24.04\nCOPY locks/17.3-LTS.txt /\n',
  );
  write('requirements.txt', 'idna\n');
}

async function command(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(args, {
    cwd: workspace.root,
    environment: environment(),
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  } as never);
  return { code, out: out.join(''), err: err.join('') };
}

/** No engine answers here; what is asked of files alone needs none. */
function environment() {
  return { DOCKER_HOST: `unix://${workspace.root}/no.sock`, PATH: '' };
}

async function target<O extends TargetOptions, P, R>(
  kind: Target<O, P, R>,
  flavours: string[],
  options = {} as O,
) {
  let text = '';
  const results = await runTarget(kind, {
    ...{ root: workspace.root, flavours, options },
    environment: environment(),
    output: { write: (piece) => (text += piece) },
    now: workspace.now,
  });
  return { text, results: Object.fromEntries(results) };
}

describe.each(breakages)('$what', ({ act, said, isLate, isBuildOnly }) => {
  beforeEach(() => act());

  it('fails a plan of all, which has the others', async () => {
    const { code, out, err } = await command('plan');
    expect([code, err]).toEqual([1, expect.stringMatching(said)]);
    expect(out).toMatch(/^other +17\.3-LTS +build/m);
    expect(err).not.toMatch(new RegExp(`warning: .*${said.source}`));
  });

  it('is a warning in a plan of another flavour', async () => {
    const { code, out, err } = await command('plan', '--flavour=other');
    expect(code).toBe(0);
    expect(out).toMatch(/^base .*\nother /m);
    if (!isLate)
      expect(err).toMatch(new RegExp(`warning: .*${said.source}`, 's'));
    const dry = { dryRun: true };
    const build = await target(imageTarget(false), ['other'], dry);
    expect(build.results['other']?.success).toBe(true);
  });

  it('fails its own lint alone', async () => {
    const alone = await target(lintTarget, ['other']);
    expect(alone.results['other']?.success).toBe(true);
    const names = said.source.match(/zoo2|loop/) ?? ['broken'];
    const { results, text } = await target(lintTarget, ['other', names[0]]);
    expect(results['other']?.success).toBe(true);
    if (isBuildOnly) return;
    expect(results[names[0]]?.success).toBe(false);
    expect(`${text}${results[names[0]]?.summary}`).toMatch(said);
  });

  it('is no matter of a diff, and costs Nx no other edge', async () => {
    const lines = ['runtime:17.3-LTS', 'runtime:16.4-LTS'];
    expect((await command('diff', ...lines)).code).toBe(0);
    const names = ['base', 'broken', 'other'];
    const context = {
      workspaceRoot: workspace.root,
      nxJsonConfiguration: {},
      projects: Object.fromEntries(
        names.map((name) => [name, { root: `packages/${name}` }]),
      ),
      fileMap: {
        projectFileMap: Object.fromEntries(
          names.map((name) => [
            name,
            [{ file: `packages/${name}/Dockerfile`, hash: '' }],
          ]),
        ),
      },
    };
    const { result } = await catchWarnings(async () => {
      const files = names.map((name) => `packages/${name}/Dockerfile`);
      const nodes = await createNodes[1](files, {}, context as never);
      return [nodes.length, await createDependencies({}, context as never)];
    });
    const edge = { source: 'other', target: 'base' };
    expect(result).toEqual([
      3,
      expect.arrayContaining([expect.objectContaining(edge)]),
    ]);
  });
});

describe('a flavour that was never locked', () => {
  beforeEach(() => {
    locked();
    write('tests/one.sh', 'true\n');
  });
  const stale = {
    code: 'LOCK_STALE',
    hint: 'npx nx lock broken',
    message:
      'packages/broken/locks/17.3-LTS.txt: packages/broken/requirements.txt is not locked for 17.3-LTS',
  };
  const errorsOf = (outcomes: ReadonlyMap<string, object>) =>
    Object.fromEntries(
      [...outcomes].map(([id, outcome]) => [
        id,
        'error' in outcome ? outcome.error : 'done',
      ]),
    );
  const expected = {
    'base@17.3-LTS': 'done',
    'broken@17.3-LTS': expect.objectContaining(stale) as object,
    'other@17.3-LTS': 'done',
  };

  it.each([true, false])('fails alone, with a push: %s', async (push) => {
    const { outcomes } = await workspace.run({ push });
    expect(errorsOf(outcomes)).toEqual(expected);
  });

  it('fails its tests alone', async () => {
    const { outcomes } = await workspace.test();
    expect(errorsOf(outcomes)).toMatchObject({
      'broken@17.3-LTS': stale,
    });
    // The engine of specs runs no shell: it was tried.
    expect(errorsOf(outcomes)['other@17.3-LTS']).toMatchObject({
      message: expect.stringContaining('cannot test') as string,
    });
  });
});

describe('a flavour that is built on a broken one', () => {
  beforeEach(() => {
    dockerfile('RUNN x');
    workspace.addFlavour('child', { Dockerfile: 'FROM brickyard/broken\n' });
    workspace.addFlavour('grandchild', {
      Dockerfile: 'FROM brickyard/child\n',
    });
  });
  const cause = 'packages/broken/Dockerfile:2: unknown instruction "RUNN"';

  it('fails with the first cause', async () => {
    const { code, err } = await command('plan', '--flavour=grandchild');
    expect(code).toBe(1);
    expect(err).toContain(
      `packages/grandchild/Dockerfile:1: brickyard/child cannot be built: ${cause}`,
    );
    expect(err).not.toContain('warning: packages/broken');
  });

  it('says nothing that a plan of all has said', async () => {
    const { err } = await command('plan');
    expect(err.split(cause)).toHaveLength(2);
  });
});

describe('nx sync', () => {
  it('needs every flavour, and says which one is broken', () => {
    dockerfile('RUNN x');
    const tree = { root: workspace.root, read: () => null };
    expect(() => sync(tree as never)).toThrow(/broken\/Dockerfile:2/);
  });
});
