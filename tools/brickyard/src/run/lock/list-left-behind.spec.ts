import { BrickyardError, problemsError } from '../../errors';
import { TestWorkspace } from '../testing/test-workspace';

const dockerfile = (from: string) =>
  `FROM ${from} AS tools\nFROM tools AS lock\nRUN lock-requirements\nFROM tools\nARG DATABRICKS_RUNTIME\nCOPY locks/\${DATABRICKS_RUNTIME}.txt /\n`;
const reason = 'no wheel: x';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  for (const [name, from] of [
    ['team', 'ubuntu:24.04'],
    ['child', 'brickyard/team'],
  ] as const) {
    workspace.addFlavour(name, {
      Dockerfile: dockerfile(from),
      'requirements.txt': 'idna\n',
    });
    list(name, '17.3-LTS', '16.4-LTS');
  }
  workspace.engine.files = () => ({ 'requirements.txt': 'idna==3.7\n' });
});
afterEach(() => workspace.close());

function list(name: string, ...runtimes: string[]): void {
  const text = `export default ${JSON.stringify({ runtimes })};\n`;
  workspace.write(`packages/${name}/image.ts`, text);
}

const failure = new BrickyardError(
  'LOCK_FAILED',
  `team cannot be locked for 17.3-LTS: ${reason}\nand more`,
  {
    problems: [
      {
        place: { file: 'packages/team/requirements.txt', line: 1 },
        message: '',
      },
      { place: { file: 'runtime 17.3-LTS' }, message: '' },
    ],
  },
);

async function lockAndFail(error = failure) {
  workspace.engine.failures.build = () => error;
  return (await workspace.lock()).leftBehind;
}

describe('listLeftBehind', () => {
  it('tells who could not come to a line, with the lines to blame, and who waits for them', async () => {
    await workspace.lock({ runtimes: ['16.4-LTS'] });
    const line = { line: '17.3-LTS', other: '16.4-LTS' };
    expect(await lockAndFail()).toEqual([
      {
        ...{ flavour: 'team', ...line, reasons: [reason], below: null },
        places: [{ file: 'packages/team/requirements.txt', line: 1 }],
      },
      {
        ...{ flavour: 'child', ...line, reasons: [], below: 'team' },
        places: [],
      },
    ]);
  });

  it('tells the first problem where an error begins with a heading', async () => {
    const message = 'no archive of this line has a package foo';
    const place = { file: 'packages/team/apt_packages.txt', line: 2 };
    const [team] = await lockAndFail(
      problemsError('LOCK_FAILED', [{ place, message }]),
    );
    expect(team?.reasons).toEqual([message]);
    const error = new BrickyardError('LOCK_FAILED', 'the apt packages:\n  x', {
      problems: [{ place, message }],
    });
    expect((await lockAndFail(error))[0]?.reasons).toEqual([message]);
  });

  it('counts no lock that was there before', async () => {
    await workspace.lock();
    workspace.write('packages/team/requirements.txt', 'idna<4\n');
    expect(await lockAndFail()).toEqual([]);
  });

  it('counts no flavour that is for one line alone', async () => {
    list('team', '17.3-LTS');
    list('child', '17.3-LTS');
    expect(await lockAndFail()).toEqual([]);
  });

  it('counts no line that only a profile has', async () => {
    workspace.write('profile.json', {
      substitutes: {
        'ubuntu:24.04': `${workspace.memory.host}/base/ubuntu:24.04`,
      },
      runtime: '15.4-LTS',
    });
    const lines = (await lockAndFail()).map(({ line }) => line);
    expect(lines).not.toContain('15.4-LTS');
  });

  it('is empty where everybody could', async () => {
    expect((await workspace.lock()).leftBehind).toEqual([]);
  });
});
