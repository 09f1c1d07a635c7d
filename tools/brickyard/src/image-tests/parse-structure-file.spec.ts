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
fileContentTests: [{ name: a, path: /a, expectedContents: ['(?i)X', '(?ims)^y', '[(?i)]', 'a(?i)b', '[[:digit:]]\z'] }]`;
    expect(parse(text).map(({ check }) => check)).toMatchObject([
      {
        path: '/a',
        expectedContents: [
          '(?i)X',
          '(?ims)^y',
          '[(?i)]',
          'a(?i)b',
          '[[:digit:]]\z',
        ],
      },
    ]);
  });

  it('takes a variable for plain text unless it says otherwise', () => {
    const text = `schemaVersion: 2.0.0
metadataTest: { envVars: [{ key: A, value: '(' }] }`;
    expect(parse(text)[0]?.check).toMatchObject({
      envVars: [{ key: 'A', value: '(', isRegex: false }],
    });
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
    ['a list', '- a', 1, 'schemaVersion: is missing'],
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
