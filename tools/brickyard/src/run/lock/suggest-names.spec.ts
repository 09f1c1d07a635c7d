import { BrickyardError } from '../../errors';
import { TestWorkspace } from '../testing/test-workspace';
import type { LockResult } from './lock-images';

let workspace: TestWorkspace;
/** What the stage leaves when it is asked for names. */
let found: Record<string, string>;

beforeEach(async () => {
  found = {};
  workspace = await TestWorkspace.create();
  workspace.addFlavour('team', {
    Dockerfile:
      'FROM ubuntu:24.04 AS lock\nRUN --mount=type=bind,target=/c x\nFROM ubuntu:24.04\n',
    'image.ts': "export default { runtimes: ['17.3-LTS', '16.4-LTS'] };\n",
  });
  workspace.engine.files = () => found;
  workspace.engine.failures.build = () =>
    probed() ? undefined : new BrickyardError('BUILD_FAILED', 'exit code 1');
});
afterEach(() => workspace.close());

/** The names that each build was asked for, `undefined` for one that resolves. */
function listProbes(): (string[] | undefined)[] {
  return workspace.engine.builds.map(({ context }) =>
    /\.brickyard\/lock\/probe\0[^]*?\0([a-z0-9\n-]+\n)\0/
      .exec(Buffer.from(context).toString())?.[1]
      ?.trim()
      .split('\n'),
  );
}

/** What the build that was recorded last is asked for. */
function probed(): string[] | undefined {
  return listProbes().at(-1);
}

/** Locks `team`, whose only requirement the index lacks. */
function lock(name: string, because = absent(name)): Promise<LockResult> {
  workspace.write('packages/team/requirements.txt', `${name}\n`);
  workspace.engine.prints = () =>
    probed() ? [] : ['error: No solution found', `cause: Because ${because}.`];
  return workspace.lock({ flavours: ['team'] });
}

function absent(name: string): string {
  return `${name} was not found in the package registry and you require ${name}, we can conclude that your requirements are unsatisfiable`;
}

function hints({ outcomes }: LockResult): (string | undefined)[] {
  return [...outcomes.values()].map((outcome) =>
    outcome.state === 'failed'
      ? (outcome.error as BrickyardError).hint
      : outcome.state,
  );
}

describe('suggestNames', () => {
  it('asks the index once for all lines, and names what it has', async () => {
    found = { found: 'tabulate==0.10.0\ntablib==3.0\n' };
    const hint =
      'did you mean tabulate (0.10.0)? The index has it, and no tabualte';
    expect(hints(await lock('tabualte'))).toEqual([hint, hint]);
    const [probe, ...more] = listProbes().filter((names) => names);
    expect([probe?.[0], more]).toEqual(['tabulate', []]);
  });

  it('names nothing that the index does not have', async () => {
    found = { found: '' };
    const hint =
      'check its name and version; the index may lack what another has';
    expect(hints(await lock('tabualte'))).toEqual([hint, hint]);
  });

  it('says that a name which nobody knows may be another', async () => {
    found = { found: 'quxbar==1.0\nxuqbra==2.0\n' };
    const [hint] = hints(await lock('quxbra'));
    expect(hint).toMatch(
      /^the index has no quxbra, but .*quxbar \(1\.0\).*: look whether that is what you mean$/,
    );
  });

  it('knows the packages that others here have locked', async () => {
    workspace.addFlavour('other', {
      Dockerfile: 'FROM ubuntu:24.04\nCOPY locks/17.3-LTS.txt /\n',
      'requirements.txt': 'x\n',
      'locks/17.3-LTS.txt': 'gecko-model==1.0\n',
    });
    found = { found: 'gecko-model==1.2\n' };
    const [hint] = hints(await lock('geco-model'));
    expect(hint).toMatch(/^did you mean gecko-model \(1\.2\)\?/);
  });

  it('asks for nothing when the index did not answer', async () => {
    workspace.write('packages/team/requirements.txt', 'tabualte\n');
    workspace.engine.prints = () => ['error: Failed to fetch: `http://x/`'];
    await workspace.lock({ flavours: ['team'] });
    expect(listProbes()).toEqual([undefined, undefined]);
  });

  it('keeps the reason when the question fails', async () => {
    workspace.engine.failures.build = () =>
      new BrickyardError('BUILD_FAILED', 'exit code 1');
    const [hint] = hints(await lock('tabualte'));
    expect(hint).toMatch(/^check its name/);
  });
});
