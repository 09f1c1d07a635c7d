import { lockContextFiles } from './lock-context';
import { constraintsOf } from './lock-inputs';
import type { PythonLock } from './python-lock';
import { testChild, testLock } from './testing/test-lock';

const settings = { upgrade: false };

function files(locks: PythonLock[], upgrade = false): Record<string, string> {
  const added = lockContextFiles(locks, { ...settings, upgrade });
  return Object.fromEntries(
    added.map(({ path, content }) => [
      path.replace('.brickyard/', ''),
      content,
    ]),
  );
}

describe('lockContextFiles', () => {
  it('hands on everything that a resolution rests on', () => {
    const lock = {
      ...testChild('pan\\\ndas;\n', 'numpy,\n'),
      text: 'six==1.16.0\n',
    };
    expect(files([lock])).toEqual({
      'constraints.txt': constraintsOf(lock.line).text,
      'lock/settings.sh':
        "PYTHON_VERSION='3.12'\nPYTHON_PLATFORM='x86_64-manylinux_2_39'\nNO_BUILD='1'\nUPGRADE=''\n",
      'requirements.txt': 'pandas\n',
      'lock/parents/1-python.txt': '-r 1-python/requirements.txt\n',
      'lock/parents/1-python/requirements.txt': 'numpy,\n',
      'lock/seed/requirements.txt': 'numpy==2.1.3\nsix==1.16.0\n',
    });
  });

  it('lets a line with compilers build', () => {
    const { line } = testLock('');
    const python = { ...line.python, buildPackages: ['build-essential'] };
    const lock = testLock('pandas\n', { line: { ...line, python } });
    expect(files([lock])['lock/settings.sh']).toContain("NO_BUILD=''");
  });

  it('says when newer versions are asked for', () => {
    const added = files([testLock('pandas\n')], true);
    expect(added['lock/settings.sh']).toContain("UPGRADE='1'");
  });

  it("leaves out of an ancestor's files what is not in its folder", () => {
    const lock = testChild('a\n', '-c .brickyard/constraints.txt\n-r b.txt\n');
    const path = 'lock/parents/1-python/requirements.txt';
    expect(files([lock])[path]).toBe('\n-r b.txt\n');
  });

  it('has a seed for each file that has been locked', () => {
    const change = { requirements: 'lsp-requirements.txt', text: 'rope==1\n' };
    const added = files([testLock('pandas\n'), testLock('rope\n', change)]);
    const seeds = Object.keys(added).filter((path) => path.includes('/seed/'));
    expect(seeds).toEqual(['lock/seed/lsp-requirements.txt']);
  });
});
