import type { Random } from '../random';

const scalars = [
  ...[
    'a',
    '5',
    '0',
    '-1',
    '+7',
    '010',
    '0o17',
    '0x1F',
    '0b11',
    '-0b11',
    '1_000',
  ],
  ...['1.5', '.5', '1e3', '08', '9223372036854775807', '9223372036854775808'],
  ...['y', 'Yes', 'yEs', 'on', 'OFF', 'n', 'true', 'TRUE', 'tRUE', 'false'],
  ...[
    '~',
    'null',
    'Null',
    'nULL',
    '',
    '""',
    "''",
    '"yes"',
    "'5'",
    '2001-01-01',
  ],
  ...['.inf', '.nan', '12:30:45', '1,000', '!!str 5', '!!int 5', '!!int "5"'],
  ...[
    '!!int x',
    '!!bool yes',
    '!!bool "no"',
    '!!bool 1',
    '!!null x',
    '!!float 1',
  ],
  ...['!!binary aGk=', '!!binary "?"', '!own x', '[]', '{}', '[a]', '{ a: b }'],
  ...[
    'a b',
    'a: b',
    '- a',
    '*x',
    '&y a',
    '<<',
    '!!timestamp 2001-01-01',
    '1__2',
  ],
];

const fields = [
  'metadataTest:\n  user: ',
  'metadataTest:\n  exposedPorts: ',
  'metadataTest:\n  exposedPorts:\n    - ',
  'metadataTest:\n  cmd: ',
  'metadataTest:\n  labels: [{ key: a, value: b }]\n  entrypoint: ',
  'metadataTest: ',
  'metadataTest:\n  envVars:\n    - key: A\n      value: ',
  'metadataTest:\n  envVars:\n    - key: A\n      isRegex: ',
  'fileExistenceTests:\n  - name: a\n    path: /a\n    shouldExist: ',
  'fileExistenceTests:\n  - name: a\n    path: /a\n    uid: ',
  'fileExistenceTests:\n  - name: a\n    path: /a\n    permissions: ',
  'fileExistenceTests:\n  - ',
  'fileExistenceTests: ',
  'commandTests:\n  - name: a\n    command: a\n    exitCode: ',
  'commandTests:\n  - name: a\n    command: a\n    args: ',
  'commandTests:\n  - name: a\n    command: a\n    setup: ',
  'commandTests:\n  - name: a\n    command: a\n    setup:\n      - ',
  'commandTests:\n  - name: a\n    command: ',
  'fileContentTests:\n  - name: a\n    path: /a\n    expectedContents: ',
  'globalEnvVars:\n  - key: A\n    value: ',
  'licenseTests: ',
  'containerRunOptions: ',
];

const others = [
  '',
  '# nothing\n',
  '---\n',
  '- a\n',
  'text\n',
  'schemaVersion: 1.0.0\n',
  'schemaVersion: "2.0.0"\n',
  'schemaVersion: 2\n',
  'schemaVersion: [2.0.0]\n',
  'commandTests: []\n',
  'schemaVersion: 2.0.0\nschemaVersion: 2.0.0\n',
  'schemaVersion: 2.0.0\nother: 1\n',
  'schemaVersion: 2.0.0\nCommandTests: []\n',
  'schemaVersion: 2.0.0\n5: a\n',
  'schemaVersion: 2.0.0\n[a]: b\n',
  'schemaVersion: 2.0.0\n~: b\n',
  '"schemaVersion": 2.0.0\n',
  '? schemaVersion\n: 2.0.0\n',
  '&s schemaVersion: &v 2.0.0\n',
  'schemaVersion: 2.0.0\n---\nschemaVersion: 1.0.0\n',
  'schemaVersion: 2.0.0\n---\n{{{\n',
  'schemaVersion: 2.0.0\n...\ntext: {\n',
  '%YAML 1.1\n---\nschemaVersion: 2.0.0\n',
  '{ "schemaVersion": "2.0.0", "commandTests": [] }\n',
  'schemaVersion: 2.0.0\r\nmetadataTest:\r\n  user: a\r\n',
  '\ufeffschemaVersion: 2.0.0\n',
  'schemaVersion: 2.0.0\ncommandTests:\n- name: a\n  command: a\n  args: [a, b,]\n',
  'schemaVersion: 2.0.0\ncommandTests:\n- name: a\n  command: |\n    a\n    b\n',
  'schemaVersion: 2.0.0\ncommandTests:\n- name: >-\n    a\n    b\n  command: a\n',
  'schemaVersion: 2.0.0\ncommandTests:\n- name: "a\\tb\\x41\\u00e9"\n  command: a\n',
];

const withAliases = [
  'metadataTest: { user: *no }',
  'metadataTest: { user: &a b, workdir: *a }',
  'metadataTest: { user: &a b, workdir: &a c, cmd: [*a] }',
  'metadataTest: &a { user: *a }',
  'metadataTest: &a { <<: *a }',
  'commandTests: [&a { name: a, command: a }, *a]',
  'commandTests: [&a { name: a, command: a }, { <<: *a, name: b }]',
  'commandTests: [&a { name: a, command: a }, { name: b, <<: *a }]',
  'commandTests: [{ <<: { name: a, command: b }, command: c }]',
  'commandTests: [{ <<: [{ name: a, args: [x] }, { args: [y], command: c }] }]',
  'commandTests: [{ <<: [5], name: a, command: b }]',
  'commandTests: [{ <<: 5, name: a, command: b }]',
  'commandTests: [{ <<: ~, name: a, command: b }]',
  'commandTests: [{ "<<": { name: a }, name: a, command: b }]',
  'commandTests: [{ <<: { other: 1 }, name: a, command: b }]',
  'commandTests: [{ <<: { name: a }, <<: { command: b } }]',
  'fileExistenceTests: [&a { name: a, path: /a, shouldExist: no }, { <<: *a, uid: 5 }]',
  'fileExistenceTests: [{ name: a, path: /a, <<: { shouldExist: no } }]',
  'metadataTest: { &k user: a, *k : b }',
  'metadataTest: { &k user: a }\ncommandTests: [{ name: *k, command: a }]',
  'globalEnvVars: [&e { key: A, value: b }]\nmetadataTest: { envVars: [*e] }',
  `commandTests: [{ name: a, command: a, setup: [&s [${'x, '.repeat(999)}x], ${'*s, '.repeat(150)}*s] }]`,
  `commandTests: [{ name: a, command: a, setup: [&s [${'x, '.repeat(99)}x], ${'*s, '.repeat(50)}*s] }]`,
  bomb(),
];

function bomb(): string {
  const lists = ['commandTests:', '  - args: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [below, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'])
    lists.push(`  - args: &${name} [${Array(9).fill(`*${below}`).join(', ')}]`);
  return lists.join('\n');
}

const version = 'schemaVersion: 2.0.0\n';

/** Each value at each place, and files that are odd as a whole. */
export const structureTable: string[] = [
  ...others,
  ...withAliases.map((text) => `${version}${text}\n`),
  ...fields.flatMap((field) =>
    scalars.map((scalar) => `${version}${field}${scalar}\n`),
  ),
];

const names = ['name', 'command', 'args', 'exitCode', 'path', 'user', 'uid'];

/** A test with some keys, of which some may not be there. */
export function drawStructure(random: Random): string {
  const list = random.pick([
    'commandTests',
    'fileExistenceTests',
    'fileContentTests',
  ]);
  const tests = Array.from({ length: 1 + random.below(3) }, (_, index) => {
    const keys = Array.from({ length: random.below(4) }, () => {
      const value = random.pick(scalars.filter((each) => !each.includes(': ')));
      return `    ${random.pick(names)}: ${value}\n`;
    });
    const anchor = random.pick(['', '', `&t${index} `]);
    const merge = random.pick(['', '', `    <<: *t${random.below(3)}\n`]);
    return `  - ${anchor}\n    name: t${index}\n${merge}${keys.join('')}`;
  });
  return `${version}${list}:\n${tests.join('')}`;
}
