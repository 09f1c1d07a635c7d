import { caught } from '../testing/test-error';
import { parseStructureFile } from './parse-structure-file';

const file = 'packages/a/tests/image.yaml';
const parse = (text: string) => parseStructureFile(text, file);

const whole = `schemaVersion: '2.0.0'
globalEnvVars:
  - key: HOME
    value: /tmp
commandTests:
  - name: java runs
    setup: [[mkdir, /x]]
    command: java
    args: [-version]
    envVars: [{ key: PATH, value: '/env:$PATH' }]
    expectedError: ['17\\.']
fileExistenceTests:
  - name: shell
    path: /bin/sh
    isExecutableBy: any
fileContentTests:
  - name: os
    path: /etc/os-release
    expectedContents: [ID]
metadataTest:
  workdir: /app
  labels: [{ key: a, value: '^b', isRegex: true }]
`;

describe('parseStructureFile', () => {
  it('reads every kind of test, with its line', () => {
    const tests = parse(whole).map(({ name, place, check }) => {
      return [name, place.line, check.type];
    });
    expect(tests).toEqual([
      ['image.yaml: java runs', 6, 'command'],
      ['image.yaml: shell', 13, 'file-existence'],
      ['image.yaml: os', 17, 'file-content'],
      ['image.yaml: metadata', 20, 'metadata'],
    ]);
  });

  it('fills in what may be left out', () => {
    const [command, exists] = parse(whole);
    expect(command?.check).toMatchObject({
      exitCode: 0,
      expectedOutput: [],
      environment: [
        ['HOME', '/tmp'],
        ['PATH', '/env:$PATH'],
      ],
    });
    expect(exists?.check).toMatchObject({ shouldExist: true });
  });

  it('takes flags as Go writes them', () => {
    const text = `schemaVersion: 2.0.0
fileContentTests: [{ name: a, path: /a, expectedContents: ['(?i)X', '(?ims)^y', '[(?i)]', 'a(?i)b'] }]`;
    expect(parse(text)[0]?.check).toMatchObject({
      expectedContents: ['(?i)X', '(?ims)^y', '[(?i)]', 'a(?i)b'],
    });
  });

  it('takes a variable for plain text unless it says otherwise', () => {
    const text = `schemaVersion: 2.0.0
metadataTest: { envVars: [{ key: A, value: '(' }] }`;
    expect(parse(text)[0]?.check).toMatchObject({
      envVars: [{ key: 'A', value: '(', isRegex: false }],
    });
  });

  /** The one test of a file that has only this. */
  const only = (text: string) => parse(`schemaVersion: 2.0.0\n${text}`)[0];

  it('takes numbers, booleans and dates where a text is expected', () => {
    const text = `metadataTest:
  user: 1001
  workdir: 2001-01-01
  exposedPorts: [8080, 010, 1.50, 0x1F, yes, ~]
  labels: [{ key: on, value: true }]`;
    expect(only(text)?.check).toMatchObject({
      user: '1001',
      workdir: '2001-01-01',
      exposedPorts: ['8080', '010', '1.50', '0x1F', 'yes', ''],
      labels: [{ key: 'on', value: 'true', isRegex: false }],
    });
  });

  it.each([
    ['yes', true],
    ['Off', false],
    ['y', true],
    ['!!bool on', true],
    ['~', false],
  ])('reads shouldExist: %s as YAML 1.1 does', (value, shouldExist) => {
    const text = `fileExistenceTests: [{ name: a, path: /a, shouldExist: ${value} }]`;
    expect(only(text)?.check).toMatchObject({ shouldExist });
  });

  it('takes as left out what is so to Go', () => {
    const text = `licenseTests: []
containerRunOptions: {}
commandTests: ~
fileExistenceTests: [{ name: a, path: /a, permissions: '', uid: -1, isExecutableBy: '' }]`;
    const check = { name: 'a', path: '/a', shouldExist: true };
    expect(only(text)?.check).toEqual({ type: 'file-existence', ...check });
  });

  it('merges keys, and the later ones win', () => {
    const text = `commandTests:
  - &base { name: base, command: a, exitCode: 1 }
  - { <<: *base, name: own }
  - { name: lost, <<: *base }
  - { <<: [{ args: [x] }, { args: [y], name: z, command: c }] }`;
    const checks = parse(`schemaVersion: 2.0.0\n${text}`).map((t) => t.check);
    expect(checks).toMatchObject([
      { name: 'base', exitCode: 1 },
      { name: 'own', command: 'a', exitCode: 1 },
      { name: 'base' },
      { name: 'z', args: ['x'] },
    ]);
  });

  it('reads the first document of several', () => {
    const text = 'metadataTest: { user: a }\n---\n{{{';
    expect(only(text)?.check).toMatchObject({ user: 'a' });
  });

  it.each(['dtrwxrwxrwx', 'urwxr-xr-x', 'Lrwxrwxrwx'])(
    'takes permissions as Go prints them: %s',
    (permissions) => {
      const text = `fileExistenceTests: [{ name: a, path: /a, permissions: ${permissions} }]`;
      expect(only(text)?.check).toMatchObject({ permissions });
    },
  );

  const bomb = [
    'args: &a [x, x, x, x, x, x, x, x, x, x]',
    ...['b', 'c', 'd', 'e', 'f', 'g'].map((name, index) => {
      const below = `*${'abcdef'[index]}`;
      return `args: &${name} [${Array(10).fill(below).join(', ')}]`;
    }),
  ].map((line, index) => `  - { name: t${index}, command: c, ${line} }`);

  it.each([
    ['metadataTest:\n  user: *who', 3, '*who: no anchor of this name'],
    [
      'commandTests:\n  - &a { name: a, command: a, args: [*a] }',
      3,
      'commandTests.0.args.0: expected a text, got keys and values',
    ],
    [
      'commandTests:\n  - &a { <<: *a, name: a }',
      3,
      '*a: stands for something that has it inside',
    ],
    [
      'metadataTest:\n  cmd: &a [x]\n  entrypoint: [*a]',
      3,
      'metadataTest.entrypoint.0: expected a text, got a list',
    ],
    [`commandTests:\n${bomb.join('\n')}`, 3, 'expected a text, got a list'],
    [
      `commandTests:\n  - { name: a, command: c, setup: [&s [${Array(1000).fill('x').join()}], ${Array(200).fill('*s').join()}] }`,
      3,
      'aliases stand for far more than the file has',
    ],
    ['metadataTest: { <<: 5 }', 2, 'metadataTest.<<: expected keys and values'],
    [
      'metadataTest: { user: a, user: b }',
      2,
      'metadataTest.user: is there twice',
    ],
    [
      'commandTests: [{ name: a, command: a, exitCode: "1" }]',
      2,
      "commandTests.0.exitCode: expected a number, got the text '1'",
    ],
    [
      'commandTests: [{ name: a, command: a, args: x }]',
      2,
      "commandTests.0.args: expected a list, got the text 'x'",
    ],
    [
      'fileExistenceTests: [{ name: a, path: /a, shouldExist: "yes" }]',
      2,
      "shouldExist: expected true or false, got the text 'yes'",
    ],
    ['__proto__: { user: a }', 2, '__proto__: is not a known key'],
    [`metadataTest: ${'['.repeat(50_000)}`, 2, 'nests more than 200 levels'],
    [`metadataTest:\n${'- '.repeat(20_000)}`, 3, 'nests more than 200 levels'],
  ])('tells file and line of %.60s', (text, line, message) => {
    const error = caught(() => only(text));
    expect(error).toMatchObject({ code: 'IMAGE_TESTS_INVALID' });
    const { problems } = error as { problems: unknown[] };
    expect(problems[0]).toEqual({
      place: { file, line },
      message: expect.stringContaining(message) as string,
    });
  });

  it('tells of all that is wrong, in the order of lines', () => {
    const text = `schemaVersion: 2.0.0
commandTests:
  - command: [a]
    exitCode: no
fileContentTests: [{ name: a, path: /a, expectedContents: ['('] }]
metadataTest: { port: 1 }`;
    const { problems } = caught(() => parse(text)) as {
      problems: { place: { line: number } }[];
    };
    expect(problems.map(({ place }) => place.line)).toEqual([3, 3, 4, 5, 6]);
  });

  it('takes permissions as ls prints them', () => {
    const text = `schemaVersion: 2.0.0
fileExistenceTests: [{ name: a, path: /a, permissions: '-rw-r--r--' }]`;
    expect(parse(text)[0]?.check).toMatchObject({ permissions: '-rw-r--r--' });
  });

  it('leaves to the place where in the file YAML is broken', () => {
    const error = caught(() => parse('schemaVersion: 2.0.0\na: b: c'));
    const { problems } = error as { problems: { message: string }[] };
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/^Nested mappings .*[a-z]$/);
    expect(problems[0]?.message).not.toMatch(/line|column/);
  });

  it.each([
    ['no version', 'commandTests: []', 1, 'schemaVersion: is missing'],
    ['another version', 'schemaVersion: 1.0.0', 1, 'schemaVersion: is not 2'],
    [
      'an unknown key',
      'schemaVersion: 2.0.0\ncommandTest: []',
      2,
      'commandTest: is not a known key',
    ],
    [
      'an unknown key of a test',
      'schemaVersion: 2.0.0\ncommandTests:\n  - name: a\n    comand: b\n    command: c',
      4,
      'commandTests.0.comand: is not a known key',
    ],
    [
      'a missing key',
      'schemaVersion: 2.0.0\ncommandTests:\n  - command: a',
      3,
      'commandTests.0.name: is missing',
    ],
    [
      'a bad pattern',
      "schemaVersion: 2.0.0\nfileContentTests:\n  - name: a\n    path: /a\n    expectedContents:\n      - fine\n      - '('",
      7,
      "fileContentTests.0.expectedContents.1: '(' is not a regular expression",
    ],
    [
      'a bad pattern of a variable',
      "schemaVersion: 2.0.0\nmetadataTest:\n  labels: [{ key: a, value: '(', isRegex: true }]",
      3,
      "metadataTest.labels.0: its value '(' is not a regular expression",
    ],
    [
      'a pattern that Go refuses and JavaScript takes',
      "schemaVersion: 2.0.0\nfileContentTests: [{ name: a, path: /a, expectedContents: ['(?=a)'] }]",
      2,
      "'(?=a)' is not a regular expression that Brickyard can read: invalid or unsupported Perl syntax",
    ],
    ...['-rw', '-rw-r--r--+', 'a -rw-r--r--', '          '].map(
      (permissions): [string, string, number, string] => [
        `the permissions '${permissions}'`,
        `schemaVersion: 2.0.0\nfileExistenceTests: [{ name: a, path: /a, permissions: '${permissions}' }]`,
        2,
        'fileExistenceTests.0.permissions: is not like -rw-r--r--',
      ],
    ),
    [
      'licence tests',
      'schemaVersion: 2.0.0\nlicenseTests: [{ debian: true }]',
      2,
      'licenseTests: is not checked here',
    ],
    [
      'options for a container',
      'schemaVersion: 2.0.0\ncontainerRunOptions: { privileged: true }',
      2,
      'containerRunOptions: cannot be honoured',
    ],
    ['text that is not YAML', 'schemaVersion: 2.0.0\na: b: c', 2, ''],
    ['a list', '- a', 1, 'expected keys and values, got a list'],
    ['nothing', '', undefined, 'expected schemaVersion and tests'],
  ])('refuses %s, by line', (_, text, line, message) => {
    const error = caught(() => parse(text));
    expect(error).toMatchObject({ code: 'IMAGE_TESTS_INVALID' });
    const { problems } = error as { problems: unknown[] };
    expect(problems[0]).toEqual({
      place: { file, line },
      message: expect.stringContaining(message) as string,
    });
  });
});
