import { execFileSync, spawnSync } from 'node:child_process';

import type { Check, ImageTest } from './image-test';
import { parseOutcomes } from './parse-outcomes';
import { parseStructureFile } from './parse-structure-file';
import { renderRunner } from './render-runner';
import { renderStep } from './render-step';

const place = { file: 'a' };
const script = (text: string): Check => ({
  type: 'script',
  language: 'sh',
  text,
});

/** In this machine's own shell. */
function run(checks: readonly (Check | ImageTest)[], timeout = 20) {
  const tests = checks.map((each, index) =>
    'check' in each ? each : { name: `t'${index}.sh`, check: each, place },
  );
  const input = renderRunner({ tests, network: false, timeout });
  const text = execFileSync('sh', { input, encoding: 'utf8' });
  return parseOutcomes(text);
}

function render(checks: readonly Check[]) {
  const tests = checks.map((check, at) => ({ name: `t${at}`, check, place }));
  return renderRunner({ tests, network: false, timeout: 20 });
}

function packageOf(language: 'python' | 'r', name: string): Check {
  return { type: `${language}-package`, package: name };
}

function printVariable(value: string): Check {
  const [first] = parseStructureFile(
    `schemaVersion: 2.0.0
commandTests:
  - name: x
    command: sh
    args: [-c, 'echo "$A"']
    envVars: [{ key: A, value: ${JSON.stringify(value)} }]`,
    'x.yaml',
  );
  if (first === undefined) throw new Error('no test');
  return first.check;
}

function outcomesOf(...args: Parameters<typeof run>) {
  return [...run(...args).outcomes.values()];
}

describe('renderRunner', () => {
  it('tells of a last line without an end', () => {
    const texts = [
      'echo a',
      'printf a',
      'printf "a\\n\\nb"',
      'echo a; printf b >&2',
      ':',
    ];
    const told = outcomesOf(texts.map(script)).map(({ open }) => open);
    expect(told).toEqual([undefined, ['out'], ['out'], ['out'], undefined]);
  });

  it('runs every test, whatever became of those before', () => {
    const { outcomes, isWhole } = run([
      script(`echo "it's"; printf %s '\\n\tno end' >&2; exit 3`),
      script('kill -9 $$'),
      script('exit 0'),
    ]);
    expect(isWhole).toBe(true);
    expect(outcomes.get(1)).toMatchObject({
      state: 'exited',
      status: 3,
      stdout: "it's\n\\n\tno end\n",
    });
    expect(outcomes.get(2)).toMatchObject({ status: 137 });
    expect(outcomes.get(3)).toMatchObject({ status: 0, stdout: '' });
  });

  it('ends a test that hangs, with what it has started', () => {
    const word = `brickyard-${process.pid}`;
    const hang = `sh -c 'sleep 60' ${word} & sleep 60`;
    const [first, second] = outcomesOf([script(hang), script('')], 1);
    expect(first).toMatchObject({ state: 'exited', status: 124, allowed: 1 });
    expect(second).toMatchObject({ status: 0 });
    const processes = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(processes).not.toContain(word);
  });

  it('waits for nothing that a test left behind', () => {
    const [only] = outcomesOf([script('sleep 30 & echo done')]);
    expect(only).toMatchObject({ status: 0, stdout: 'done\n' });
  });

  it('keeps both ends of what is too much', () => {
    const loud =
      'echo first; head -c 300000 /dev/zero | tr "\\0" x; echo; echo last';
    const [only] = outcomesOf([script(loud)]);
    expect(only?.cut).toBe(300_012 - 65_536);
    expect(only?.stdout).toMatch(/^first\n/);
    expect(only?.stdout).toMatch(/bytes left out …\n.*\nlast\n$/s);
    expect(only?.stdout.length).toBeLessThan(66_000);
  });

  it('takes the shell that the first line names', () => {
    const text = '[[ a == a ]] && echo "$BASH_VERSION"';
    const [only] = outcomesOf([script(`#!/bin/bash\n${text}`)]);
    expect(only).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d/) as string,
    });
  });

  it('runs what a container-structure-test file asks for', () => {
    const tests = parseStructureFile(
      `schemaVersion: 2.0.0
globalEnvVars: [{ key: A, value: "it's $HOME" }]
commandTests:
  - name: variables
    setup: [[mkdir, /tmp/brickyard-${process.pid}]]
    teardown: [[rmdir, /tmp/brickyard-${process.pid}]]
    command: sh
    args: [-c, 'ls -d /tmp/brickyard-${process.pid}; echo "$A $B" >&2; exit 4']
    envVars: [{ key: B, value: '\${A}!' }]
  - name: bad setup
    setup: [['false']]
    command: 'true'
fileExistenceTests:
  - { name: root, path: / }
  - { name: none, path: /no/such }
fileContentTests:
  - { name: hosts, path: /etc/hosts }
  - { name: folder, path: /etc }
`,
      'x.yaml',
    );
    const outcomes = outcomesOf(tests);
    const home = process.env['HOME'];
    expect(outcomes).toMatchObject([
      {
        status: 4,
        stdout: `/tmp/brickyard-${process.pid}\n`,
        stderr: `it's ${home} it's ${home}!\n`,
      },
      { status: 91 },
      { status: 0, stdout: expect.stringMatching(/^d\S{9} 0 0\n$/) as string },
      { status: 90 },
      { status: 0, stdout: expect.stringContaining('local') as string },
      { status: 90 },
    ]);
  });

  it('takes a first line alone for the one that names a shell', () => {
    const input = render([script('true\n#!/bin/bash\n')]);
    expect(input).toContain('exec sh "$BRICKYARD_TESTS"/');
    expect(input).not.toContain('exec bash');
  });

  it('hands a variable on as it is written, but for those of the image', () => {
    const value = '`x` "q" $(y) ${HOME_OF_A}/a $HOME_OF_A';
    const step = renderStep({ name: 'x', check: printVariable(value) });
    const environment = { ...process.env, HOME_OF_A: 'h' };
    const stdout = execFileSync('sh', {
      input: step,
      encoding: 'utf8',
      env: environment,
    });
    expect(stdout).toBe('`x` "q" $(y) h/a h\n');
  });

  it('keeps more of a file that patterns look through', () => {
    const lists = { expectedContents: [], excludedContents: [] };
    const content = { type: 'file-content', path: '/a', ...lists } as const;
    const input = render([script(''), { name: 'a', ...content }]);
    expect(input).toContain('\nattempt 1 65536 ');
    expect(input).toContain('\nattempt 2 1048576 ');
  });

  it('loads the packages of a language in one process, by number', () => {
    const python = ['a', 'b', 'c'].map((name) => packageOf('python', name));
    const r = ['d', 'e'].map((name) => packageOf('r', name));
    const lines = render([...python, script(''), ...r]).split('\n');
    expect(lines.filter((line) => /^batch \d/.test(line))).toEqual([
      'batch 1 3 /databricks/python3/bin/python3 -B "$folder/imports.py"',
      'batch 5 6 Rscript --vanilla "$folder/loads.R"',
    ]);
    const text = lines.join('\n');
    expect(text).toContain('printf %s \'1\ta\n2\tb\n3\tc\n\' >"$folder/list"');
    expect(text).toContain('printf %s \'5\td\n6\te\n\' >"$folder/list"');
  });

  it('starts no process for packages where there are none', () => {
    expect(render([script('')])).not.toMatch(/^batch \d/m);
  });

  it('waits for no probe where there is none', () => {
    expect(render([script('')])).not.toMatch(/^(start|end)_probe/m);
  });

  it('says of each package that there is no Python to import it', () => {
    const check = (name: string): Check => ({
      type: 'python-package',
      package: name,
    });
    const crashed = { state: 'crashed', status: 127 };
    expect(outcomesOf([check('a'), check('b')])).toMatchObject([
      crashed,
      crashed,
    ]);
  });
});

describe('a probe beside the tests', () => {
  const told = 'printf "brickyard:row\\tend\\n"; echo lost >&2';

  it('is told apart from a test that prints its rows', () => {
    const text = 'printf "brickyard:test\\tprobe\\tbrickyard:row\\tfake\\n"';
    const { outcomes, probed, isWhole } = runProbe(told, [script(text)]);
    expect(isWhole).toBe(true);
    expect(probed).toEqual({
      status: 0,
      stdout: 'brickyard:row\tend\n',
      stderr: 'lost\n',
    });
    expect(outcomes.get(1)).toMatchObject({
      status: 0,
      stdout: 'brickyard:test\tprobe\tbrickyard:row\tfake\n',
    });
  });

  it.each([
    ['dies', 'kill -9 $$', 137],
    ['kills its group', 'kill -9 0', 137],
    ['ends early', 'echo a; exit 3', 3],
    ['reads what is not there', 'read -r line', 1],
  ])('ends no test when it %s', (_what, probe, status) => {
    const { outcomes, probed } = runProbe(probe, [script('exit 0')]);
    expect(probed?.status).toBe(status);
    expect(outcomes.get(1)).toMatchObject({ status: 0 });
  });

  it('costs no test its result when it floods', () => {
    const flood = 'yes a-long-line-of-the-probe | head -c 30000000';
    const { outcomes, probed, isWhole } = runProbe(flood, [script('exit 0')]);
    expect(isWhole).toBe(true);
    expect(outcomes.get(1)).toMatchObject({ status: 0 });
    expect(probed?.stdout.length).toBeLessThan(16_000_000);
  });

  it('has ended before a test of a flavour begins, and leaves nothing to see', () => {
    const probe = 'sleep 0.2; export SEEN=yes; cd /; echo done';
    const look = 'ls "$BRICKYARD_TESTS/.." | xargs; echo "$SEEN"';
    const { outcomes, probed } = runProbe(probe, [script(look)]);
    const alone = run([script(look)]).outcomes;
    expect(probed?.stdout).toBe('done\n');
    expect(outcomes.get(1)).toMatchObject({
      stdout: (alone.get(1) as { stdout: string }).stdout,
    });
  });

  it('is kept when a test ends everything', () => {
    const { probed } = runProbe(told, [script('kill -9 $PPID; kill -9 0')]);
    expect(probed?.status).toBe(0);
  });

  it('runs without any test', () => {
    expect(runProbe(told, [])).toMatchObject({
      isWhole: true,
      probed: { status: 0 },
    });
  });
});

function runProbe(probe: string, checks: readonly Check[]) {
  const tests = checks.map((check) => ({ name: 't.sh', check, place }));
  const input = renderRunner({ tests, network: false, timeout: 20 }, probe);
  const maxBuffer = 2 ** 26;
  const { stdout } = spawnSync('sh', { input, encoding: 'utf8', maxBuffer });
  return parseOutcomes(stdout);
}
