import { findCommonLayers, renderCommonLayers } from './common-layers';
import { expectSuccess } from './expectations';
import { MissingTool } from './missing-tool';
import { readKeys } from './read-keys';
import { copyFlavour, repositoryPackages } from './repository-flavours';
import {
  bothLinesProfile,
  findSecondLineObstacle,
  labLines,
  makeSecondLine,
} from './second-line';
import { TestBed } from './test-bed';

const { first, second } = labLines;
/** What a profile of a place says, so that the flavours stay as they are. */
const runtime = { '17.3-LTS': second, '16.4-LTS': first };
let bed: TestBed;

beforeAll(async () => {
  const obstacle = findSecondLineObstacle();
  if (obstacle !== undefined) throw new MissingTool(obstacle);
  const seconds = await makeSecondLine('base-image', 'cran');
  tell(`base and R packages of ${second}`, seconds);
  bed = await TestBed.open();
  for (const name of repositoryPackages) copyFlavour(bed.workspace, name);
  bed.workspace.write('profile.json', bothLinesProfile(runtime));
  bed.workspace.commit('every package of this repository');
});
afterAll(() => bed?.close());

describe('every flavour and library on two lines', () => {
  it('leaves the first line as it is while the second one is locked', async () => {
    const lock = ['run-many', '-t', 'lock'];
    await run('locks', [...lock, `--runtime=${second}`]);
    const changed = bed.workspace.git('status', '--porcelain', '-uall');
    const paths = changed.split('\n').map((line) => line.slice(3));
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !path.includes(`/${second}.`))).toEqual([]);
    expectSuccess(await bed.workspace.nx([...lock, '--check']));
    const together = await readKeys(bed.workspace);
    expect(Object.keys(together)).toHaveLength(2 * repositoryPackages.length);
    bed.workspace.write('profile.json', bothLinesProfile(first));
    const alone = await readKeys(bed.workspace);
    bed.workspace.write('profile.json', bothLinesProfile(runtime));
    expect(Object.keys(alone)).toHaveLength(repositoryPackages.length);
    expect(together).toMatchObject(alone);
  });

  it.each([
    ['docker-build', 'builds'],
    ['docker-test', 'tests and rules'],
    ['docker-smoke', 'Apache Spark'],
  ])('passes %s', async (target, what) => {
    const output = await run(what, ['run-many', '-t', target]);
    for (const line of [first, second])
      expect(output).toContain(`popeye@${line}`);
  });

  it('shares what has nothing of a line in it, and nothing else', async () => {
    const found = await Promise.all(
      repositoryPackages.map((name) => findCommonLayers(bed, name, labLines)),
    );
    process.stderr.write(`${renderCommonLayers(found)}\n`);
    const none = repositoryPackages.map((name) => [name, 0]);
    const counts = found.map(({ flavour, common }) => [flavour, common]);
    expect(Object.fromEntries(counts)).toEqual({
      ...Object.fromEntries(none),
      gecko: 1,
      // Its scripts, uv and, where both lines lock the same versions, its wheels.
      toolbox: readPins(first) === readPins(second) ? 3 : 2,
    });
  });
});

/** The toolbox's wheels on a line, without what its lock says of the line. */
const readPins = (line: string) =>
  bed.workspace
    .read(`packages/toolbox/locks/${line}.txt`)
    .replaceAll(/^#.*\n/gm, '');

/** `nx <words>`, and what it printed. */
async function run(what: string, words: string[]): Promise<string> {
  const began = Date.now();
  const finished = await bed.workspace.nx([...words, '--output-style=stream']);
  tell(what, (Date.now() - began) / 1000);
  expectSuccess(finished);
  return finished.output;
}

function tell(what: string, seconds: number): void {
  process.stderr.write(
    `both lines, ${what}: ${(seconds / 60).toFixed(1)} min\n`,
  );
}
