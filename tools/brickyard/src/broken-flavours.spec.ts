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
import { listBreakages } from './testing/breakages';

let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('other', { Dockerfile: 'FROM brickyard/base\n' });
  workspace.addFlavour('broken', { Dockerfile: 'FROM ubuntu:24.04\n' });
});
afterEach(() => workspace.close());

const { breakages, edit } = listBreakages(() => workspace);
const { locked, dockerfile, write } = edit;

async function command(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(args, {
    cwd: workspace.root,
    environment: environment(),
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  });
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
      const nodes = await createNodes[1](files, {}, context);
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
