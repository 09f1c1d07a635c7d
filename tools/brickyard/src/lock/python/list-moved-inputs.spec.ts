import { renderLock } from '../lock-text';
import { listMovedInputs } from './list-moved-inputs';
import type { PythonLock } from './python-lock';
import { testChild, testLock } from './testing/test-lock';

const file = 'packages/team/requirements.txt';
const line = '17.3-LTS';

/** With uv's reasons, as in a lock on disk. */
const resolved = `numpy==2.1.3
    # via -r packages/python/requirements.txt
pandas==2.2.3
    # via
    #   -r requirements.txt
    #   seaborn
plotly==5.24.1 \\
    --hash=sha256:00
    # via -r requirements.txt
six==1.16.0
    # via pandas
`;
const asked = 'pandas\nplotly~=5.24\n';

/** Of a lock that was made of `asked` on python, and is like this now. */
function moved(change: Partial<PythonLock> | string): string[] {
  const before = testChild(asked, 'numpy\n');
  const text = renderLock(before, resolved);
  const now =
    typeof change === 'string'
      ? testChild(change, 'numpy\n')
      : { ...before, ...change };
  return listMovedInputs(now, text);
}

const { line: runtime } = testLock('');

describe('listMovedInputs', () => {
  it.each<[string, Partial<PythonLock> | string, string[]]>([
    ['a package that is new', `${asked}rich\n`, [`${file}:3`]],
    ['another version', 'pandas\nplotly~=6.0\n', [`${file}:2`]],
    ['two lines', 'rich\npandas>=3\nplotly\n', [`${file}:1`, `${file}:2`]],
    ['a package that is gone', 'pandas\n', [file]],
    ['a list that is not one', 'pandas=1\n', [file]],
    [
      'a package of another system alone',
      `${asked}pywin32; sys_platform == "win32"\n`,
      [],
    ],
    ['a version that is there', 'pandas\nplotly==5.24.1\n', []],
    [
      "the parent's lock",
      { parentText: 'numpy==2.2.0\n' },
      ['the lock of python'],
    ],
    [
      "the line's pins",
      { line: { ...runtime, notebook: { pandas: '2.3.0' } } },
      [`the pins of ${line}`],
    ],
    [
      "the line's Python",
      { line: { ...runtime, python: { ...runtime.python, version: '3.13' } } },
      [`the Python of ${line}`],
    ],
    ['nothing', {}, []],
  ])('of %s', (_what, change, expected) => {
    expect(moved(change)).toEqual(expected);
  });

  it('does not compare another environment with the runtime', () => {
    const lsp = testLock('six\n', { requirements: 'lsp-requirements.txt' });
    const text = renderLock(
      lsp,
      'six==1.16.0\n    # via -r lsp-requirements.txt\n',
    );
    const other = { ...runtime, notebook: { six: '1.17.0' } };
    expect(listMovedInputs({ ...lsp, line: other }, text)).toEqual([]);
  });
});
