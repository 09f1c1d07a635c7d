import type { WhyResult } from '../run/ask/explain-package';
import { TestWorkspace } from '../run/testing/test-workspace';
import { runInWorkspace } from './testing/run-in-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('below', {
    Dockerfile: `FROM ubuntu:24.04\n${locked}.txt /\n`,
    'requirements.txt': 'scipy\n',
    'locks/17.3-LTS.txt':
      'numpy==2.1.3\n    # via\n    #   -c .brickyard/constraints.txt\n    #   scipy\nscipy==1.14.1\n    # via -r requirements.txt\n',
  });
  workspace.addFlavour('geo', {
    Dockerfile: `FROM brickyard/below\n${locked}.txt /\n`,
    'requirements.txt': '-c held.txt\nlightgbm~=4.5.0\n',
    'held.txt': 'numpy<3\n',
    'locks/17.3-LTS.txt': [
      'lightgbm==4.5.0\n    # via -r requirements.txt',
      'numpy==2.1.3\n    # via\n    #   -c held.txt\n    #   lightgbm\n    #   scipy',
      'scipy==1.14.1\n    # via\n    #   -r packages/below/requirements.txt\n    #   lightgbm\n',
    ].join('\n'),
  });
});
afterEach(() => workspace.close());

const locked = 'ARG DATABRICKS_RUNTIME\nCOPY locks/${DATABRICKS_RUNTIME}';

function run(...args: string[]) {
  return runInWorkspace(workspace.root, ['why', ...args]);
}

async function why(...args: string[]) {
  return JSON.parse((await run(...args, '--json')).out) as WhyResult;
}

describe('brickyard why', () => {
  it('has a help of its own', async () => {
    expect((await run('--help')).out).toMatch(/^Usage: brickyard why/);
  });

  it('tells what a line holds back that is not locked yet', async () => {
    workspace.write(
      'packages/below/image.ts',
      "export default { runtimes: ['16.4-LTS', '17.3-LTS'] };\n",
    );
    workspace.write('packages/below/requirements.txt', 'scipy\nnumpy<3\n');
    const { out } = await run('below', 'numpy', '--runtime=16.4-LTS');
    expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
      'below@16.4-LTS: numpy (Python) not locked',
      '  packages/below/requirements.txt',
      '  brought by',
      '    packages/below/requirements.txt:2  numpy<3',
      '  held back by',
      '    runtime 16.4-LTS                   numpy==1.26.4',
      '    packages/below/requirements.txt:2  numpy<3',
      '',
      '',
    ]);
  });

  it('leads from lines of lists to a package, and tells what holds it back', async () => {
    const { code, out } = await run('geo', 'NumPy');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.trimEnd())).toEqual([
      'geo@17.3-LTS: numpy (Python) 2.1.3',
      '  packages/geo/locks/17.3-LTS.txt',
      '  brought by',
      '    packages/geo/requirements.txt:2    lightgbm~=4.5.0 → numpy',
      '    packages/below/requirements.txt:1  scipy → numpy',
      '  held back by',
      '    runtime 17.3-LTS                   numpy==2.1.3',
      '    packages/geo/held.txt:1            numpy<3',
      '    the lock of below                  numpy==2.1.3',
      '  also in below, which it is built on',
      '',
      'Which versions of it lightgbm and scipy allow, no lock says.',
      'A lock keeps its versions: npx nx lock geo --upgrade takes the newest that go together.',
      '',
    ]);
  });

  it('tells once what is the same on each line', async () => {
    workspace.addFlavour('two', {
      'image.ts': "export default { runtimes: ['17.3-LTS', '16.4-LTS'] };\n",
      Dockerfile: 'FROM ubuntu:24.04\n',
      'requirements.txt': 'pandas\n',
      'r_packages.sh': 'install-r-packages xtable==1.8-4\n',
    });
    expect((await run('two', 'pandas')).out).toContain(
      'the same as on 17.3-LTS',
    );
    const { explanations } = await why('two@16.4-LTS', 'xtable');
    expect(explanations).toMatchObject([
      {
        runtime: '16.4-LTS',
        heldBackBy: [
          { text: 'xtable==1.8-4' },
          { by: { runtime: '16.4-LTS' }, text: 'CRAN as it was on 2025-05-09' },
        ],
      },
    ]);
  });

  it('is honest of locks that do not say what needs a package', async () => {
    const hash = `sha256:${'0'.repeat(64)}`;
    workspace.addFlavour('apt', {
      Dockerfile: `FROM ubuntu:24.04\n${locked}.apt.txt *packages* /\n`,
      'apt_packages.txt': 'unixodbc=2.*\nlibuv1\n',
      'build_apt_packages.txt': 'gcc\n',
      'locks/17.3-LTS.apt.txt': `# libuv1 is provided by libuv1t64\nlibuv1t64=1.50 ${hash} apt_packages.txt\nunixodbc=2.3 ${hash} apt_packages.txt\nlibltdl7=2.4 ${hash} apt_packages.txt\ngcc=12 ${hash} build_apt_packages.txt\n`,
    });
    expect((await run('apt', 'libltdl7')).out).toContain(
      'packages/apt/apt_packages.txt  something in it needs it; the lock does not say what',
    );
    const [odbc] = (await why('apt', 'unixodbc')).explanations;
    expect(odbc?.heldBackBy.map(({ text }) => text)).toEqual(['unixodbc=2.*']);
    expect((await run('apt', 'gcc')).out).toContain('only while it is built');
    // By the name that the list has for it.
    expect((await run('apt', 'libuv1t64')).out).toContain(
      'packages/apt/apt_packages.txt:2  libuv1\n',
    );
  });

  it.each([
    ['geo', 'nunpy', 'did you mean numpy (Python)?'],
    ['below', 'lightgbm', 'It is in geo: npx brickyard find lightgbm'],
    ['geo', 'libc6', 'What ubuntu:24.04 or a Dockerfile brings'],
    ['goe', 'numpy', 'did you mean geo?'],
    ['geo@15.4-LTS', 'numpy', "no image of geo is for '15.4-LTS'"],
  ])('%s %s: fails, and says what is near', async (flavour, name, text) => {
    const { code, out, err } = await run(flavour, name);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(text);
  });

  it('says that a library has no packages', async () => {
    workspace.addFlavour('lib', { Dockerfile: 'FROM scratch\nCOPY x /\n' });
    workspace.write('packages/lib/x', '');
    const { err } = await run('lib', 'numpy');
    expect(err).toContain('lib is a library');
  });

  it.each([
    [[], 'expected a flavour and a package, got 0'],
    [['geo'], 'expected a flavour and a package, got 1'],
    [['geo', 'a', 'b'], 'expected a flavour and a package, got 3'],
    [['geo', 'numpy>=2'], 'a version has no place here'],
    [['geo', 'numpy', '--ecosystem=x'], '--ecosystem is python'],
    [['geo', 'numpy[a]'], 'extras belong to a package'],
  ])('%j: is a wrong call', async (args, message) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });
});
