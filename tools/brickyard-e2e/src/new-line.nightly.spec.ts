import { expectFailure, expectSuccess } from './expectations';
import { MissingTool } from './missing-tool';
import { listFlags, listPins, readLabLine } from './new-line-flags';
import { copyFlavour, repositoryPackages } from './repository-flavours';
import type { Finished } from './running-command';
import {
  bothLinesProfile,
  findSecondLineObstacle,
  labLines,
  makeSecondLine,
} from './second-line';
import { TestBed } from './test-bed';

const { first, second } = labLines;
/** With all that python and popeye are built on. */
const chain = 'minimal,popeye,python,python-r,r,toolbox';
/** The last release whose wheels end before the Python of the second line. */
const tooOld = 'pyodbc==5.1.0';
let bed: TestBed;

beforeAll(async () => {
  const obstacle = findSecondLineObstacle();
  if (obstacle !== undefined) throw new MissingTool(obstacle);
  await makeSecondLine('base-image', 'cran');
  bed = await TestBed.open();
  const { workspace } = bed;
  workspace.setOptions(
    { runtimes: 'runtimes', ci: { providers: [] } },
    { sync: { globalGenerators: ['brickyard:sync'] } },
  );
  const { runtimes: _runtimes, ...place } = bothLinesProfile();
  workspace.write('profile.json', place);
  workspace.write(`runtimes/${first}.json`, readLabLine(first));
  workspace.write('pip.txt', listPins(readLabLine(second)));
  workspace.write(
    'README.md',
    '# Ours\n<!-- flavours -->\n<!-- /flavours -->\n',
  );
  for (const name of repositoryPackages) copyForFirst(name);
  const list = 'packages/gecko-armadillo/requirements.txt';
  workspace.write(list, `${workspace.read(list)}${tooOld}\n`);
  expectSuccess(await workspace.nx(['lock', 'gecko-armadillo']));
  expectSuccess(await workspace.nx(['sync']));
  workspace.commit('our images, for one line');
  // The others are of no matter here, and take long.
  const built = await timed('the old line is built', () =>
    workspace.nx(['run-many', '-t', 'docker-build', '-p', chain]),
  );
  expectSuccess(built);
});
afterAll(() => bed?.close());

/** As a team has it that knows one line: no locks, and no name, of another. */
function copyForFirst(name: string): void {
  const { workspace } = bed;
  copyFlavour(workspace, name);
  const file = `packages/${name}/image.ts`;
  const lines = /runtimes: \[.*\]/;
  const text = workspace.read(file);
  workspace.write(file, text.replace(lines, `runtimes: ['${first}']`));
  for (const other of ['17.3-LTS', '16.4-LTS', '15.4-LTS', second])
    for (const kind of ['', '.apt', '.r', '.python-lsp'])
      workspace.remove(`packages/${name}/locks/${other}${kind}.txt`);
}

describe('the move to a new runtime line', () => {
  it('adds the line, and names all that have to move together', async () => {
    const line = readLabLine(second);
    const flags = listFlags(line, 'pip.txt');
    const added = await generate('runtime', second, ...flags);
    expectSuccess(added);
    const { note: _note, source: _source, ...facts } = line;
    expect(readJson(`runtimes/${second}.json`)).toMatchObject(facts);
    const alone = await generate('runtime', second, '--upgrade=python,popeye');
    expectFailure(
      alone,
      'PARENT_UNKNOWN',
      `python would be for ${second}, but minimal would not`,
      `--upgrade=${chain}`,
    );
    expectSuccess(await generate('runtime', second, `--upgrade=${chain}`));
    expectSuccess(await bed.workspace.nx(['sync']));
  });

  it('locks what moves, and tells what changes inside before it is built', async () => {
    const { workspace } = bed;
    const lock = ['run-many', '-t', 'lock', '-p', chain];
    const locked = await timed('locks of the new line', () =>
      workspace.nx(lock),
    );
    expectSuccess(locked);
    expect(locked.output).not.toContain('could not be moved');
    const plan = await workspace.brickyard(['plan', '--flavour', 'popeye']);
    expectSuccess(plan);
    expect(plan.output).toContain(
      `new line ${second}, beside ${first}: Python 3.11 → 3.13 (minor), R 4.2.2 → 4.5.0 (minor), JDK 17 → 21 (major), base image ubuntu:24.04 → debian:13`,
    );
    const sides = [`popeye@${first}`, `popeye@${second}`];
    const diff = await workspace.brickyard(['diff', ...sides]);
    expectSuccess(diff);
    expect(diff.output).toMatch(/^ {2}JDK +17 → 21 +major$/m);
    expect(diff.output).toContain('openjdk-17-jdk-headless');
    const why = await workspace.brickyard([
      ...['why', 'popeye', 'numpy', `--runtime=${second}`],
    ]);
    expect(why.output).toMatch(new RegExp(`runtime ${second} +numpy==`));
  });

  it('builds and tests it, and reports it beside the old one', async () => {
    const { workspace } = bed;
    const targets = ['run-many', '-t', 'docker-build', 'docker-test'];
    const built = await timed('the new line is built and tested', () =>
      workspace.nx([...targets, '-p', chain, `--runtime=${second}`]),
    );
    expectSuccess(built);
    const report = await workspace.brickyard(['report', '--base=HEAD']);
    expectSuccess(report);
    const lines = `${first} → ${second}: Python 3.11 → 3.13 (minor)`;
    expect(report.output).toMatch(/^6 images new/m);
    expect(report.output).toContain(lines);
    expect(report.output).toMatch(/ {2}r: \d+ changed/);
    expect(report.output).not.toContain('over its budget');
    workspace.commit('python and popeye, for both lines');
  });

  it('leaves behind what cannot be locked, and says what it waits for', async () => {
    const { workspace } = bed;
    const rest = 'armadillo,gecko,gecko-armadillo';
    expectSuccess(await generate('runtime', second, `--upgrade=${rest}`));
    const locked = await workspace.nx(['run-many', '-t', 'lock']);
    const list = 'packages/gecko-armadillo/requirements.txt';
    const line = workspace.read(list).split('\n').indexOf(tooOld) + 1;
    expectFailure(
      locked,
      'LOCK_FAILED',
      `could not be moved to ${second}:\n  gecko-armadillo  ${list}:${line}: ${tooOld} has no usable wheels`,
    );
    const back = `npx nx g brickyard:runtime ${first} --upgrade=gecko-armadillo --replace=${second}`;
    expect(locked.output).toContain(back);
    expect(locked.output).toContain(
      `packages/armadillo/locks/${second}.apt.txt`,
    );
    expectSuccess(await workspace.nx(back.split(' ').slice(2)));
    expectSuccess(await workspace.nx(['run-many', '-t', 'lock', '--check']));
    workspace.commit('all but gecko-armadillo');
  });

  it('keeps the old line while anybody lists it, and removes it then', async () => {
    const { workspace } = bed;
    const refused = await generate('remove', first);
    expectFailure(
      refused,
      'RUNTIME_IN_USE',
      `packages/gecko-armadillo/image.ts:4: gecko-armadillo is built for ${first} alone`,
    );
    const list = 'packages/gecko-armadillo/requirements.txt';
    workspace.write(list, workspace.read(list).replace(tooOld, 'pyodbc~=5.2'));
    const all = ['--upgrade=all', `--replace=${first}`];
    expectSuccess(await generate('runtime', second, ...all));
    expectSuccess(await workspace.nx(['lock', 'gecko-armadillo']));
    expectSuccess(await generate('remove', first));
    const left = workspace.git('ls-files', '-co', '--exclude-standard');
    const files = workspace.git('ls-files', '-d').split('\n');
    const kept = left.split('\n').filter((path) => !files.includes(path));
    expect(kept.filter((path) => path.includes(first))).toEqual([]);
    for (const words of [
      ['sync'],
      ['sync:check'],
      ['run-many', '-t', 'lock', '--check'],
      ['run-many', '-t', 'lint'],
    ])
      expectSuccess(await workspace.nx(words));
    expect(workspace.read('README.md')).not.toContain(first);
  });
});

function generate(name: string, ...words: string[]): Promise<Finished> {
  return bed.workspace.nx(['g', `brickyard:${name}`, ...words]);
}

function readJson(path: string): unknown {
  return JSON.parse(bed.workspace.read(path));
}

/** The nightly tier prints how long each part takes. */
async function timed<Result>(
  what: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const began = Date.now();
  const result = await work();
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  process.stderr.write(`new line, ${what}: ${minutes} min\n`);
  return result;
}
