import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { TestRecord } from '../../brickyard/src/run/records/tests-record';
import { expectFailure, expectSuccess } from './expectations';
import type { RunningCommand } from './running-command';
import { TestBed } from './test-bed';
import { waitUntil } from './wait-until';

/** A Python where a cluster looks for it, with a package that loads, one that does not, one that ends Python. */
const setup = `set -eu
mkdir -p /databricks/python3/bin
ln -s "$(command -v python3)" /databricks/python3/bin/python3
printf 'home = /usr/bin\\n' > /databricks/python3/pyvenv.cfg
site="$(/databricks/python3/bin/python3 -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
add() {
  mkdir -p "$site/$1" "$site/$1-$2.dist-info"
  printf '%s\\n' "$3" > "$site/$1/__init__.py"
  printf 'Name: %s\\nVersion: %s\\n' "$1" "$2" > "$site/$1-$2.dist-info/METADATA"
  printf '%s/__init__.py,,\\n' "$1" > "$site/$1-$2.dist-info/RECORD"
}
add fine 1.0 ''
add broken 2.0 'import no_such_module'
add crashing 1.0 'import os; os.abort()'
add other 3.1 ''
`;

const good = {
  'requirements.txt': 'fine\nother==3.1\n',
  'tests/shell.sh': 'test "$(id -u)" = 0\n',
  'tests/loads.py': 'import fine\n',
  'tests/image.yaml': `schemaVersion: 2.0.0
commandTests:
  - name: python
    setup: [[touch, /made]]
    command: sh
    args: [-c, 'ls /made; /databricks/python3/bin/python3 -V']
    expectedOutput: ['/made', 'Python 3']
fileExistenceTests:
  - { name: shell, path: /bin/sh, isExecutableBy: any }
  - { name: nothing, path: /nothing, shouldExist: false }
fileContentTests:
  - { name: os, path: /etc/os-release, expectedContents: ['ID='] }
metadataTest:
  envVars: [{ key: COLOUR, value: blue }]
  labels: [{ key: team, value: '^pri', isRegex: true }]
  workdir: /tmp
`,
};

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
  const { workspace } = bed;
  const { namespace } = workspace;
  const from = (name: string) => `FROM ${namespace}/${name}\n`;
  workspace.addFlavour('system', {
    Dockerfile: `FROM ubuntu:24.04
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends python3 > /dev/null
COPY setup.sh /
RUN sh /setup.sh
ENV COLOUR=blue
LABEL team=pricing
WORKDIR /tmp
`,
    'setup.sh': setup,
    'image.ts': `export default {
  runtimes: ['17.3-LTS'],
  waivers: ['JDK-01', 'SYS-01', 'SYS-02'].map((rule) => ({ rule, reason: 'no cluster starts on it' })),
};
`,
    ...good,
  });
  workspace.addFlavour('bad', {
    Dockerfile: `${from('system')}ENTRYPOINT ["false"]\n`,
    'requirements.txt': 'broken\ncrashing\nother==3.0\nmissing\n',
    'image.ts':
      "export default { runtimes: ['17.3-LTS'], tests: { timeout: 2 } };\n",
    // Replaces the one of the image below.
    'tests/loads.py': 'raise SystemExit("no <good> & bad")\n',
    'tests/hangs.sh': 'sleep 600 & sleep 600\n',
    'tests/floods.sh': 'yes\n',
    'tests/kills.sh': 'kill -9 -1\nexit 5\n',
    'tests/talks.sh': 'exec 3<>/dev/tcp/127.0.0.1/1 || exit 7\n',
    'tests/last.sh': 'exit 0\n',
    'tests/wrong.yaml':
      "schemaVersion: 2.0.0\ncommandTests:\n  - name: echo\n    command: echo\n    args: [a]\n    expectedOutput: ['^b']\n",
  });
  workspace.addFlavour('shell-less', {
    Dockerfile: 'FROM ubuntu:24.04\nRUN rm /bin/sh /bin/bash\n',
    'tests/a.sh': 'exit 0\n',
  });
  workspace.addFlavour('files', {
    Dockerfile: 'FROM scratch\nCOPY a /\n',
    a: '',
  });
  workspace.commit('four flavours');
}, 300_000);
afterAll(() => bed?.close());

const record = (flavour: string) =>
  JSON.parse(read(`dist/packages/${flavour}/test.json`)) as TestRecord;
const read = (path: string) =>
  readFileSync(join(bed.workspace.root, path), 'utf8');
const test = (...words: string[]) =>
  bed.workspace.nx(['docker-test', ...words]);

describe('docker-test', () => {
  it('builds what is not there, and passes', async () => {
    const done = await test('system', '--verbose');
    expectSuccess(done);
    expect(done.output).toMatch(
      /system@\S+ {2}9 tests passed, .*3 waived, \d+ rules hold in/,
    );
    expect(done.output).toContain(': no cluster starts on it');
    expect(done.output).toMatch(/pass +other .*system\/requirements\.txt:2/);
    expect(record('system').tests.map(({ name }) => name)).toEqual([
      'fine',
      'other',
      'image.yaml: python',
      'image.yaml: shell',
      'image.yaml: nothing',
      'image.yaml: os',
      'image.yaml: metadata',
      'loads.py',
      'shell.sh',
    ]);
  });

  it('shows a recorded pass, and runs nothing, until told to', async () => {
    const before = read('dist/packages/system/test.json');
    const again = await test('system');
    expectSuccess(again);
    expect(again.output).toMatch(/9 tests passed, .*, as before: same image/);
    expect(read('dist/packages/system/test.json')).toBe(before);
    const forced = await test('system', '--force');
    expect(forced.output).toMatch(/9 tests passed, .* in \d/);
  });

  it('runs again when a test has changed', async () => {
    const path = 'packages/system/tests/shell.sh';
    bed.workspace.write(path, 'true\n');
    const done = await test('system');
    expect(done.output).toMatch(/9 tests passed, .* in \d/);
  });

  it('tells of each failure, and lets none end the others', async () => {
    const junit = 'dist/junit.xml';
    const done = await bed.workspace.nx(
      ['docker-test', 'bad', `--junit=${junit}`],
      { GITHUB_ACTIONS: 'true' },
    );
    expect(done.status).not.toBe(0);
    const { tests, conformance } = record('bad');
    const failed = tests.filter(({ passed }) => !passed);
    expect(
      Object.fromEntries(failed.map(({ name, messages }) => [name, messages])),
    ).toEqual({
      broken: [expect.stringContaining('import broken: ModuleNotFoundError')],
      crashing: [expect.stringContaining('import crashing: ended')],
      other: [
        'is 3.1 in the image, and 3.0 in packages/bad/requirements.txt:3',
      ],
      missing: ['is not installed in /databricks/python3'],
      'loads.py': ['exit code 1'],
      'hangs.sh': ['had not finished after 2 s and was stopped'],
      'floods.sh': [
        expect.stringMatching(/^exit code 1, after printing .* MB/),
      ],
      'kills.sh': [expect.stringContaining('exit code')],
      'talks.sh': [expect.stringContaining('exit code')],
      'wrong.yaml: echo': ["stdout does not match '^b'"],
    });
    // The tests of the image below, and the one after all failures.
    const passed = tests.filter((each) => each.passed).map(({ name }) => name);
    expect(passed).toEqual(
      expect.arrayContaining(['fine', 'shell.sh', 'last.sh']),
    );
    expect(done.output).toMatch(
      /FAIL +missing .*packages\/bad\/requirements\.txt:4/,
    );
    expect(done.output).toContain('loads.py │ no <good> & bad');
    expect(done.output).toContain(
      '::error file=packages/bad/requirements.txt,line=4,',
    );
    expect(read(junit)).toContain('no &lt;good&gt; &amp; bad');
    // Rules find what tests do not: in the image, without the waivers of images below.
    const found = conformance.findings.map(({ rule }) => rule);
    expect(found).toEqual(
      expect.arrayContaining(['IMG-05', 'JDK-01', 'SYS-02']),
    );
    expect(conformance.checked).toContain('IMG-08');
    expect(done.output).toMatch(
      /packages\/bad\/Dockerfile:2: \w+ IMG-05: .*\n {2}expected: .*\n {2}found: .*\n {2}hint: /,
    );
    expect(done.output).toMatch(
      /::\w+ file=packages\/bad\/Dockerfile,line=2,title=IMG-05::/,
    );
    expect(read(junit)).toMatch(/<testcase name="JDK-01" .*>\n *<failure /);
  });

  it('prints JSON', async () => {
    const { stdout } = await test('system', '--json');
    expect(stdout).toContain('"reused": true');
  });

  it('says so when nothing can be run in an image', async () => {
    expectFailure(await test('shell-less'), 'CONTAINER_FAILED', 'shell-less@');
    expect(
      existsSync(
        join(bed.workspace.root, 'dist/packages/shell-less/test.json'),
      ),
    ).toBe(false);
  });

  it('is not a target of a library', async () => {
    const done = await test('files');
    expect(done.output).toContain('docker-test');
    expect(done.status).not.toBe(0);
  });

  it('names what is wrong in a test file, before anything runs', async () => {
    const path = 'packages/system/tests/image.yaml';
    bed.workspace.write(path, 'schemaVersion: 2.0.0\ncommandTest: []\n');
    const words = `${path}:2: commandTest: is not a known key`;
    expectFailure(await test('system'), 'IMAGE_TESTS_INVALID', words);
    bed.workspace.remove(path);
  });

  it.each([
    ['Ctrl-C', (command: RunningCommand) => command.pressCtrlC(), ''],
    [
      'SIGTERM',
      (command: RunningCommand) => command.terminate(),
      'INTERRUPTED',
    ],
  ])('leaves no container behind at %s', async (name, interrupt, said) => {
    const text = `: ${name}\nsleep 600\n`;
    bed.workspace.write('packages/system/tests/shell.sh', text);
    const command = bed.workspace.startNx(['docker-test', 'system']);
    const prefix = bed.localName('system', 'k-');
    const [image = ''] = await bed.engine.listTags(prefix);
    const containers = () => bed.engine.listContainers(image);
    await waitUntil('tests run', async () => (await containers()).length > 0);
    interrupt(command);
    const { status, output } = await command.finished;
    expect(status).not.toBe(0);
    expect(output).toContain(said);
    await waitUntil(
      'it is gone',
      async () => (await containers()).length === 0,
    );
  });
});
