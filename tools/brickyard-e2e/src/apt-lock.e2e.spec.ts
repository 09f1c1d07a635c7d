import { canMakeAptArchive } from './apt-archive';
import { AptDays } from './apt-days';
import type { EngineProbe } from './engine-probe';
import { expectFailure, expectSuccess } from './expectations';
import { copyFlavour } from './repository-flavours';
import { findPlaceRuntime, readPlaceProfile } from './scratch-profile';
import { canStartEngine, SecondEngine } from './second-engine';
import { TestBed } from './test-bed';

// The lab's archive at two dates: on the second, lab-quarry has a newer version
// beside the old one, and lab-slate has one in its place.
const line = findPlaceRuntime(process.env, '17.3-LTS');
let bed: TestBed;
let archive: AptDays;

const whereItRuns =
  canMakeAptArchive && canStartEngine ? describe : describe.skip;

whereItRuns('a lock of apt packages', () => {
  let firstDay: string;
  let later: SecondEngine;

  beforeAll(async () => {
    archive = await AptDays.start();
    bed = await TestBed.open();
    copyFlavour(bed.workspace, 'toolbox');
    bed.workspace.write('profile.json', {
      ...readPlaceProfile(process.env),
      buildNetwork: 'host',
    });
    addStone('quarry', 'lab-quarry-tools # needs lab-quarry\nlab-granite\n');
    addStone('slate', 'lab-slate\n');
    bed.workspace.commit('two flavours of stone');
    later = await SecondEngine.start();
  }, 900_000);
  afterAll(async () => {
    await later?.close();
    await bed?.close();
    await archive?.close();
  });

  it('has every package that a list leads to, with its hash', async () => {
    const words = ['run-many', '-t', 'lock', '-p', 'quarry,slate'];
    expectSuccess(await bed.workspace.nx(words));
    expect(readLock('quarry')).toMatch(
      /^# inputs sha256:.*\n# base \S+ \S+, amd64\n# archives lab\n# package.*\nlab-granite=3\.0\+dfsg-1~lab1 sha256:[0-9a-f]{64} apt_packages.txt\nlab-quarry=1\.0-1 sha256:.*\nlab-quarry-tools=1:2\.0-1 sha256:/m,
    );
    bed.workspace.commit('their locks');
  }, 900_000);

  it('makes the image of its day', async () => {
    expectSuccess(await bed.workspace.nx(['docker-build', 'quarry']));
    expect(await bed.engine.run(bed.localName('quarry'), ['lab-quarry'])).toBe(
      'lab-quarry 1.0-1\n',
    );
    firstDay = await listFiles(bed.engine, 'quarry');
  }, 900_000);

  it('makes the same image on a later day, in an engine that has nothing', async () => {
    const inventory = () =>
      bed.workspace.read('dist/packages/quarry/inventory.json');
    const before = inventory();
    archive.setDay(2);
    bed.workspace.remove('dist');
    const built = await bed.workspace.nx(['docker-build', 'quarry'], later.env);
    expectSuccess(built);
    expect(inventory()).toEqual(before);
    expect(await listFiles(later.probe, 'quarry')).toEqual(firstDay);
  }, 900_000);

  it.each([
    ['has nothing', () => later.env],
    ['has package lists of the day before', () => ({})],
  ])(
    'names a version that the archive has dropped, and what takes its place, in an engine that %s',
    async (_, env) => {
      expectFailure(
        await bed.workspace.nx(['docker-build', 'slate'], env()),
        'BUILD_FAILED',
        'the archive no longer has lab-slate=1.0-1; it has 1.1-1',
        'npx nx lock slate --upgrade',
      );
    },
    900_000,
  );

  it('stays as it is until it is asked to move', async () => {
    const before = readLock('quarry');
    expectSuccess(await bed.workspace.nx(['lock', 'quarry']));
    expect(readLock('quarry')).toBe(before);
    const words = ['run-many', '-t', 'lock', '-p', 'quarry,slate', '--upgrade'];
    expectSuccess(await bed.workspace.nx(words));
    expect(readLock('quarry')).toContain('lab-quarry=1.1-1 ');
    expect(readLock('slate')).toContain('lab-slate=1.1-1 ');
    expectSuccess(await bed.workspace.nx(['docker-build', 'quarry']));
    const files = await listFiles(bed.engine, 'quarry');
    expect(changedPaths(firstDay, files)).toEqual(
      expect.arrayContaining(['/usr/bin/lab-quarry', '/var/lib/dpkg/status']),
    );
  }, 900_000);

  it('is refused when its list has moved on', async () => {
    bed.workspace.write(
      'packages/slate/apt_packages.txt',
      '--source lab\nlab-slate\nlab-granite\n',
    );
    expectFailure(
      await bed.workspace.nx(['docker-build', 'slate']),
      'LOCK_STALE',
      `packages/slate/locks/${line}.apt.txt: no longer matches packages/slate/apt_packages.txt:3`,
    );
  });

  it('is not made of lists that ask for what is not there', async () => {
    bed.workspace.write(
      'packages/slate/apt_packages.txt',
      [
        '--source lab',
        'lab-quary',
        'lab-quarry-tools=2.0-1',
        'lab-slate=1.0-1',
        'awk',
        '',
      ].join('\n'),
    );
    bed.workspace.write(
      'packages/slate/build_apt_packages.txt',
      'lab-granite=4*\n',
    );
    expectFailure(
      await bed.workspace.nx(['lock', 'slate']),
      'LOCK_FAILED',
      'packages/slate/apt_packages.txt:2: no archive of this line has a package lab-quary; near it: lab-quarry',
      'packages/slate/apt_packages.txt:3: the archive has no lab-quarry-tools=2.0-1; it has 1:2.1-1 1:2.0-1; write lab-quarry-tools=1:2.0-1',
      'packages/slate/apt_packages.txt:4: the archive has no lab-slate=1.0-1; it has 1.1-1',
      'packages/slate/apt_packages.txt:5: awk is no package, but what others provide: write one of',
      'packages/slate/build_apt_packages.txt:1: the archive has no lab-granite=4*; it has 3.0+dfsg-1~lab1',
    );
  }, 900_000);

  it('takes a name that a single package stands in for as apt does', async () => {
    const { workspace } = bed;
    const list = '--source lab\nlab-gneiss=3.*\n';
    workspace.write('packages/slate/apt_packages.txt', list);
    workspace.write('packages/slate/build_apt_packages.txt', 'lab-gneiss\n');
    expectSuccess(await workspace.nx(['lock', 'slate']));
    expect(readLock('slate')).toMatch(
      /\n# lab-gneiss is provided by lab-granite\n# package=.*\nlab-granite=3\.0\+dfsg-1~lab1 sha256:\w+ apt_packages\.txt\n$/,
    );
    expectSuccess(await workspace.nx(['docker-build', 'slate']));
  }, 900_000);

  it('has what was added to it installed in a step of its own', async () => {
    const { workspace } = bed;
    const three = 'hello\ntree\ned\n';
    // Of an archive that the list has not named before.
    const four = `--source lab\n${three}lab-slate\n`;
    const build = async () => {
      const words = ['run-many', '-p', 'steps,once', '-t'];
      expectSuccess(await workspace.nx([...words, 'lock']));
      expectSuccess(await workspace.nx([...words, 'docker-build']));
      return (await bed.engine.inspect(bed.localName('steps'))).layers;
    };
    const write = (text: string) =>
      ['steps', 'once'].forEach((name) =>
        workspace.write(`packages/${name}/apt_packages.txt`, text),
      );
    addSteps('steps');
    addStone('once', '');
    write(three);
    const before = await build();
    expect(readLock('steps')).not.toContain('# added');

    write(four);
    const after = await build();
    expect(readLock('steps')).toMatch(
      /\n# added.*\n# archives lab\nlab-slate=\S+ \S+ \S+\n$/,
    );
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
    expect(after.at(-1)).not.toBe(before.at(-1));
    const [steps, once] = await Promise.all(
      ['steps', 'once'].map((name) => listFiles(bed.engine, name)),
    );
    expect(steps).toBe(once);

    // What is gone was installed in the first step.
    write(four.replace('tree\n', ''));
    expect(await build()).not.toContain(before.at(-2));
    expect(readLock('steps')).not.toContain('# added');
  }, 900_000);

  it('has no step of added packages that those before need', async () => {
    const { workspace } = bed;
    const list = '--source lab\nlab-quarry-tools\nlab-granite\nlab-slate\n';
    addStone('floor', 'lab-quarry\n');
    addStone('tower', '');
    const path = 'packages/tower/Dockerfile';
    const floor = `FROM ${workspace.namespace}/floor`;
    const text = workspace.read(path).replace('FROM ubuntu:24.04', floor);
    workspace.write(path, text);
    workspace.write('packages/tower/apt_packages.txt', list);
    const words = ['run-many', '-t', 'lock', '-p', 'floor,tower'];
    expectSuccess(await workspace.nx(words));
    expect(readLock('tower')).not.toContain('\nlab-quarry=');

    workspace.write('packages/floor/apt_packages.txt', '--source lab\n');
    expectSuccess(await workspace.nx(words));
    expect(readLock('tower')).toContain('\nlab-quarry=');
    expect(readLock('tower')).not.toContain('# added');
  }, 900_000);

  it('need not be there for two steps', async () => {
    addSteps('unlocked');
    const { workspace } = bed;
    const text = '--source lab\nlab-slate\n';
    workspace.write('packages/unlocked/apt_packages.txt', text);
    expectSuccess(await workspace.nx(['docker-build', 'unlocked']));
    // All of the list was installed in the first step.
    const history = await bed.engine.history(bed.localName('unlocked'));
    const step = 'apt-install --added --file';
    expect(history).toContainEqual(
      expect.objectContaining({
        ...{ CreatedBy: expect.stringContaining(step) as string, Size: 0 },
      }),
    );
  }, 900_000);

  it('is not made of two lists that ask for different versions', async () => {
    bed.workspace.write(
      'packages/slate/apt_packages.txt',
      '--source lab\nlab-quarry=1.0*\n',
    );
    bed.workspace.write(
      'packages/slate/build_apt_packages.txt',
      'lab-quarry=1.1*\n',
    );
    expectFailure(
      await bed.workspace.nx(['lock', 'slate']),
      'LOCK_CONFLICT',
      'no version of lab-quarry is what all ask for: packages/slate/apt_packages.txt:2 for lab-quarry=1.0* and packages/slate/build_apt_packages.txt:1 for lab-quarry=1.1*',
    );
  }, 900_000);
});

/** A flavour on the bare base that installs this list of the lab's packages. */
function addStone(name: string, list: string): void {
  const { namespace } = bed.workspace;
  bed.workspace.addFlavour(name, {
    Dockerfile: [
      'FROM scratch AS locked',
      `ARG DATABRICKS_RUNTIME=${line}`,
      'COPY *apt_packages.txt locks/${DATABRICKS_RUNTIME}.apt.txt* /apt/',
      'FROM ubuntu:24.04',
      ...Object.keys(archive.args).map((each) => `ARG ${each}`),
      `RUN --mount=type=bind,from=${namespace}/toolbox,target=/toolbox --mount=type=bind,from=locked,source=/apt,target=/tmp/apt --mount=type=cache,target=/var/cache/apt,sharing=locked /toolbox/apt-install --file /tmp/apt/apt_packages.txt`,
      '',
    ].join('\n'),
    'apt_packages.txt': `--source lab\n${list}`,
    'image.ts': `export default { runtimes: ['17.3-LTS'], args: ${JSON.stringify(archive.args)} };\n`,
  });
}

/** A flavour that installs what its lock has had for long in a step before the rest. */
function addSteps(name: string): void {
  addStone(name, '');
  const path = `packages/${name}/Dockerfile`;
  const text = bed.workspace.read(path);
  const mount = (from: string) => `--mount=type=bind,from=${from}`;
  const toolbox = `${mount(`${bed.workspace.namespace}/toolbox`)},target=/toolbox`;
  const whole = `${mount('locked')},source=/apt,target=/tmp/apt`;
  const lists = `FROM ubuntu:24.04 AS apt\nRUN ${toolbox} ${whole} /toolbox/list-steady-apt /tmp/apt /steady/apt\n`;
  const first = text
    .replace('FROM ubuntu', `${lists}FROM ubuntu`)
    .replace(/(.*)from=locked,source=\/apt/s, '$1from=apt,source=/steady/apt');
  const added = `RUN ${toolbox} ${whole} --mount=type=cache,target=/var/cache/apt,sharing=locked /toolbox/apt-install --added --file /tmp/apt/apt_packages.txt\n`;
  bed.workspace.write(path, first + added);
}

const readLock = (flavour: string) =>
  bed.workspace.read(`packages/${flavour}/locks/${line}.apt.txt`);

/** Every file of an image: kind, mode, owner, sha256 or target. What the engine mounts is left out. */
function listFiles(engine: EngineProbe, flavour: string): Promise<string> {
  const script = String.raw`find / -xdev ! -path '/proc/*' ! -path '/sys/*' ! -path '/dev/*' ! -path /etc/hosts ! -path /etc/hostname ! -path /etc/resolv.conf ! -path /.dockerenv -printf '%p %y %m %U %G %l\n' | LC_ALL=C sort
    find / -xdev -type f ! -path '/proc/*' ! -path '/sys/*' ! -path '/dev/*' ! -path /etc/hosts ! -path /etc/hostname ! -path /etc/resolv.conf ! -path /.dockerenv -print0 | LC_ALL=C sort -z | xargs -0 sha256sum`;
  return engine.run(bed.localName(flavour), ['sh', '-c', script]);
}

function changedPaths(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  const lines = after.split('\n').filter((each) => !known.has(each));
  return lines.flatMap(
    (each) => /^[0-9a-f]{64} {2}(.*)$/.exec(each)?.[1] ?? [],
  );
}
