import { readdirSync, readFileSync, statSync } from 'node:fs';

import { BrickyardError, interruptedError } from '../../errors';
import { TestWorkspace } from '../testing/test-workspace';

const stages = (from: string) =>
  `FROM ubuntu:24.04 AS lock\nRUN --mount=type=bind,target=/flavour lock\nFROM ${from}\nARG DATABRICKS_RUNTIME=17.3-LTS\nCOPY locks/\${DATABRICKS_RUNTIME}.txt /\n`;

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('team', {
    Dockerfile: stages('ubuntu:24.04'),
    'requirements.txt': 'idna\n',
  });
  workspace.addFlavour('child', {
    Dockerfile: stages('brickyard/team'),
    'requirements.txt': 'certifi\n',
  });
  workspace.addFlavour('other', { Dockerfile: 'FROM ubuntu:24.04\n' });
  answer();
  await workspace.lock({ flavours: ['team', 'child'] });
});
afterEach(() => workspace.close());

/** Locks what is asked for; where `broken` is in the context, the stage fails. */
function answer(broken?: string): void {
  workspace.engine.files = () => ({
    'requirements.txt': 'idna==3.7\nsix==1\n',
  });
  workspace.engine.failures.build = (request) =>
    broken !== undefined && request.labels['x'] === undefined && isFor(broken)
      ? new BrickyardError('BUILD_FAILED', `${broken} fails`)
      : undefined;
}

function isFor(name: string): boolean {
  const last = workspace.engine.builds.at(-1);
  return Buffer.from(last?.context ?? [])
    .toString()
    .includes(name);
}

/** All files of a flavour that it is about. */
function read(): Record<string, string> {
  const files = ['team', 'child'].flatMap((name) => [
    `packages/${name}/requirements.txt`,
    ...readdirSync(workspace.path(`packages/${name}/locks`)).map(
      (file) => `packages/${name}/locks/${file}`,
    ),
  ]);
  return Object.fromEntries(
    files.map((file) => [file, readFileSync(workspace.path(file), 'utf8')]),
  );
}

const planSix = () => workspace.planAdd('team', { python: ['six'] });

describe('applyAdd', () => {
  it('locks the flavour and what is built on it, and says what is built anew', async () => {
    const result = await workspace.applyAdd(await planSix());
    expect(result).toMatchObject({ isUndone: false, left: [], notes: [] });
    expect(read()['packages/team/requirements.txt']).toBe('idna\nsix\n');
    expect(result.locks?.tasks.map(({ id }) => id)).toEqual([
      'team@17.3-LTS',
      'child@17.3-LTS',
    ]);
    expect(result.locks?.outdated).toEqual([]);
    expect(result.rebuilt?.map(({ flavour, size }) => [flavour, size])).toEqual(
      [
        ['team', null],
        ['child', null],
      ],
    );
  });

  it('knows the size of what was published last', async () => {
    await workspace.run({ flavours: ['team', 'other'], push: true });
    const { rebuilt } = await workspace.applyAdd(await planSix());
    const [team] = rebuilt ?? [];
    expect(team?.size).toBeGreaterThan(0);
    expect(team?.reasons.map(({ part }) => part)).toEqual([
      'context:locks/17.3-LTS.txt',
    ]);
  });

  it.each(['certifi', 'idna'])(
    'leaves every file as it was when a lock fails (%s)',
    async (broken) => {
      workspace.write('packages/team/requirements.txt', 'idna\n', 0o755);
      const before = read();
      const plan = await planSix();
      answer(broken);
      const { isUndone, locks, rebuilt } = await workspace.applyAdd(plan);
      expect({ isUndone, rebuilt }).toEqual({ isUndone: true, rebuilt: [] });
      expect([...(locks?.outcomes.values() ?? [])]).toContainEqual(
        expect.objectContaining({ state: 'failed' }),
      );
      expect(read()).toEqual(before);
      const { mode } = statSync(
        workspace.path('packages/team/requirements.txt'),
      );
      expect(mode & 0o777).toBe(0o755);
    },
  );

  it('takes away what was new', async () => {
    workspace.remove('packages/child/requirements.txt');
    workspace.remove('packages/child/locks');
    workspace.write(
      'packages/child/image.ts',
      "export default { runtimes: ['17.3-LTS'], languages: ['python'] };\n",
    );
    const plan = await workspace.planAdd('child', { python: ['zz'] });
    expect(plan.locked).toEqual(['child']);
    answer('zz');
    expect((await workspace.applyAdd(plan)).isUndone).toBe(true);
    const left = readdirSync(workspace.path('packages/child'));
    expect(left).not.toContain('requirements.txt');
    answer();
    expect((await workspace.applyAdd(plan)).isUndone).toBe(false);
    expect(read()['packages/child/locks/17.3-LTS.txt']).toContain('six==1');
  });

  it('leaves every file as it was when it is interrupted', async () => {
    const before = read();
    const stop = new AbortController();
    workspace.engine.files = () => {
      stop.abort(interruptedError());
      return { 'requirements.txt': 'idna==3.7\n' };
    };
    const result = await workspace.applyAdd(await planSix(), stop.signal);
    expect(result.isUndone).toBe(true);
    expect(read()).toEqual(before);
  });

  it('keeps what somebody else wrote meanwhile, and says so', async () => {
    const plan = await planSix();
    answer('idna');
    const fail = workspace.engine.failures.build;
    workspace.engine.failures.build = (request) => {
      workspace.write('packages/team/requirements.txt', 'mine\n');
      return fail?.(request);
    };
    const { left } = await workspace.applyAdd(plan);
    expect(left).toEqual(['packages/team/requirements.txt']);
    expect(read()['packages/team/requirements.txt']).toBe('mine\n');
  });

  it('tells that something still brings what was taken out', async () => {
    await workspace.applyAdd(await planSix());
    workspace.engine.files = () => ({
      'requirements.txt':
        'idna==3.7\n    # via -r requirements.txt\nsix==1\n    # via idna\n',
    });
    const plan = await workspace.planAdd(
      'team',
      { python: ['six'] },
      { isRemoval: true },
    );
    expect((await workspace.applyAdd(plan)).notes).toEqual([
      'six is still in team, since idna of packages/team/requirements.txt:1 needs it',
    ]);
  });
});
