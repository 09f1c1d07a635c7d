import { type JudgedCheck, judgeStructure } from './judge-structure';
import { searchHere } from './testing/search-here';

const judge = (
  check: JudgedCheck,
  status: number,
  { stdout = '', stderr = '', cut = 0, open = [] as string[] } = {},
  search = searchHere,
) => {
  const text = { stdout, stderr, cut, open };
  const outcome = { status, ...text, seconds: 0, allowed: 9 };
  return judgeStructure(check, { state: 'exited', ...outcome }, search);
};

const command = (change = {}): JudgedCheck => ({
  type: 'command',
  name: 'x',
  setup: [],
  teardown: [],
  command: 'x',
  args: [],
  envVars: [],
  environment: [],
  expectedOutput: [],
  excludedOutput: [],
  expectedError: [],
  excludedError: [],
  exitCode: 0,
  ...change,
});

const file = (change = {}): JudgedCheck => ({
  type: 'file-existence',
  name: 'x',
  path: '/x',
  shouldExist: true,
  ...change,
});

const content = (change = {}): JudgedCheck => ({
  type: 'file-content',
  name: 'x',
  path: '/x',
  expectedContents: [],
  excludedContents: [],
  ...change,
});

describe('judgeStructure', () => {
  it.each([
    [command(), 0, {}],
    [command({ exitCode: 3 }), 3, {}],
    [command({ exitCode: 91 }), 91, {}],
    [command({ excludedOutput: ['a'] }), 0, { stdout: 'b' }],
    [command({ expectedOutput: ['^1\\.'] }), 0, { stdout: '1.2\n' }],
    [command({ expectedError: ['(?i)JDK'] }), 0, { stderr: 'jdk\n' }],
    [file(), 0, { stdout: '-rwxr-xr-x 0 0\n' }],
    [file({ shouldExist: false }), 90, {}],
    [file({ permissions: '-rwx------' }), 0, { stdout: '-rwx------ 0 0' }],
    [file({ uid: 5, gid: 0 }), 0, { stdout: '-rw------- 5 0\n' }],
    [file({ isExecutableBy: 'any' }), 0, { stdout: '-rw-r--r-x 0 0' }],
    [content({ expectedContents: ['ID='] }), 0, { stdout: 'ID=1' }],
  ])('passes %j with %s, %j', async (check, status, printed) => {
    expect(await judge(check, status, printed)).toEqual([]);
  });

  it.each([
    [command(), 1, {}, 'exit code 1, expected 0'],
    [command(), 91, {}, 'its setup failed'],
    [
      command({ expectedOutput: ['a'] }),
      0,
      { stdout: 'b', stderr: 'a' },
      "stdout does not match 'a'",
    ],
    [
      command({ excludedError: ['a'] }),
      0,
      { stderr: 'a' },
      "stderr matches 'a' but must not",
    ],
    [file(), 90, {}, '/x does not exist'],
    [file({ shouldExist: false }), 0, {}, '/x exists but must not'],
    [
      file({ permissions: 'drwxrwxrwx' }),
      0,
      { stdout: 'drwxrwxrwt 0 0' },
      '/x: permissions drwxrwxrwt, expected drwxrwxrwx',
    ],
    [
      file({ uid: 5 }),
      0,
      { stdout: '-rw------- 0 0' },
      '/x: uid 0, expected 5',
    ],
    [
      file({ isExecutableBy: 'other' }),
      0,
      { stdout: '-rwxr-xr-- 0 0' },
      '/x: -rwxr-xr-- is not executable by other',
    ],
    [content(), 90, {}, '/x is not a file in the image'],
    [
      content({ excludedContents: ['a'] }),
      0,
      { stdout: 'a' },
      "/x matches 'a' but must not",
    ],
  ])('%j fails with %s, %j', async (check, status, printed, message) => {
    expect(await judge(check, status, printed)).toEqual([message]);
  });

  it.each([
    ['drwxrwxrwt', 'dtrwxrwxrwx'],
    ['drwxrwsr-t', 'dgtrwxrwxr-x'],
    ['-rwsr-xr-x', 'urwxr-xr-x'],
    ['-rwSr--r--', 'urw-r--r--'],
    ['lrwxrwxrwx', 'Lrwxrwxrwx'],
    ['crw-rw-rw-', 'Dcrw-rw-rw-'],
    ['-rw-r--r--', '-rw-r--r--'],
    ['-rwsr-xr-x', '-rwsr-xr-x'],
  ])('knows the mode %s as %s', async (mode, permissions) => {
    const printed = { stdout: `${mode} 0 0\n` };
    expect(await judge(file({ permissions }), 0, printed)).toEqual([]);
  });

  it('searches both streams by their own patterns', async () => {
    const streams = { expectedOutput: ['^o'], excludedError: ['^e'] };
    const printed = { stdout: 'e', stderr: 'e' };
    expect(await judge(command(streams), 0, printed)).toEqual([
      "stdout does not match '^o'",
      "stderr matches '^e' but must not",
    ]);
  });

  it.each([
    [[], ["/x does not match 'a$'"]],
    [['err'], ["/x does not match 'a$'"]],
    [['out'], []],
  ])('knows where the text ends with %j open', async (open, messages) => {
    const check = content({ expectedContents: ['a$'] });
    expect(await judge(check, 0, { stdout: 'a\n', open })).toEqual(messages);
  });

  it('fails what could not be searched in its time', async () => {
    const endless = async () => undefined;
    const check = content({ excludedContents: ['a'] });
    expect(await judge(check, 0, {}, endless)).toEqual([
      'searching /x had not finished in the time of the test',
    ]);
  });

  it.each([
    [
      content({ excludedContents: ['a'] }),
      ['/x is too large: 5.0 MB could not be searched'],
    ],
    [content({ expectedContents: ['^x'] }), []],
    [content(), []],
    [
      command({ expectedOutput: ['a'] }),
      [
        "stdout does not match 'a'",
        'stdout is too large: 5.0 MB could not be searched',
      ],
    ],
  ])('does not pass %j where a part was not kept', async (check, messages) => {
    const printed = { stdout: 'x', cut: 5_000_000 };
    expect(await judge(check, 0, printed)).toEqual(messages);
  });
});
