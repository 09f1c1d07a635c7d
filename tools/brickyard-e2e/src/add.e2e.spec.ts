import { expectFailure, expectSuccess } from './expectations';
import { addLockedFlavours } from './locked-flavours';
import { findPlaceRuntime } from './scratch-profile';
import { TestBed } from './test-bed';
import { readIfThere } from './while-written';

const line = findPlaceRuntime(process.env, '17.3-LTS');
let bed: TestBed;

const add = (...words: string[]) =>
  bed.workspace.nx(['g', 'brickyard:add', '--no-interactive', ...words]);
const read = (path: string) => readIfThere(bed.workspace, `packages/${path}`);
const changed = () => bed.workspace.git('status', '--porcelain', 'packages');

/** All three kinds of packages, and all of them locked. */
function addOwn(): void {
  const { namespace } = bed.workspace;
  const run = `RUN --mount=type=bind,from=${namespace}/toolbox,target=/toolbox --mount=type=cache,target=/root/.cache/uv --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt/lists,sharing=locked`;
  bed.workspace.addFlavour('own', {
    Dockerfile: [
      `FROM ${namespace}/team`,
      'ARG DATABRICKS_RUNTIME=17.3-LTS',
      'ARG PIP_INDEX_URL',
      'ARG APT_MIRROR',
      'COPY *apt_packages.txt locks/${DATABRICKS_RUNTIME}.apt.txt* /apt/',
      'COPY locks/${DATABRICKS_RUNTIME}.txt /python.txt',
      'COPY locks/${DATABRICKS_RUNTIME}.r.tx[t] /r.txt',
      `${run} /toolbox/install-requirements /python.txt && /toolbox/apt-install --file /apt/apt_packages.txt`,
      '',
    ].join('\n'),
    'image.ts':
      "export default { runtimes: ['17.3-LTS'], languages: ['python', 'r'] };\n",
    'requirements.txt': '# of its own\r\n\r\ncertifi  # roots\r\n',
    'apt_packages.txt': '# none yet\n',
  });
}

beforeAll(async () => {
  bed = await TestBed.open();
  addLockedFlavours(bed.workspace);
  addOwn();
  bed.workspace.commit('three flavours');
  const words = ['run-many', '-t', 'lock', '-p', 'team,child,own'];
  expectSuccess(await bed.workspace.nx(words));
  bed.workspace.commit('their locks');
}, 900_000);
afterAll(() => bed?.close());

describe('nx g brickyard:add', () => {
  it('shows in a dry run what it would do', async () => {
    const shown = await add('own', 'six', '--apt=libgomp1', '--dry-run');
    expectSuccess(shown);
    expect(shown.output).toContain(
      'packages/own/requirements.txt:4  + six\npackages/own/apt_packages.txt:3  + libgomp1\nto lock: own\n',
    );
    expect(changed()).toBe('');
  });

  it('adds packages of each kind, and two commands later they are published', async () => {
    const words = ['own', 'Six', 'idna<3.8', '--r=xtable', '--apt=libgomp1'];
    const added = await add(...words);
    expectSuccess(added);
    expect(read('own/requirements.txt')).toBe(
      '# of its own\r\n\r\ncertifi  # roots\r\nidna<3.8\r\nsix\r\n',
    );
    expect(read('own/r_packages.sh')).toMatch(
      /^#!\/bin\/sh\n# The R packages of this image, [^]*\n\ninstall-r-packages xtable\n$/,
    );
    expect(read('own/apt_packages.txt')).toBe('# none yet\n\nlibgomp1\n');
    expect(read(`own/locks/${line}.txt`)).toMatch(/^six==/m);
    expect(read(`own/locks/${line}.r.txt`)).toMatch(/^xtable /m);
    expect(read(`own/locks/${line}.apt.txt`)).toMatch(/^libgomp1=/m);
    expect(added.output).toContain(
      'idna is in own already, through team, in version 3.7: now it has a line of its own\n',
    );
    expect(added.output).toMatch(/\nto rebuild.*:\n {2}own +\S+ /);
    const pushed = ['affected', '-t', 'docker-push', '--base=HEAD'];
    expectSuccess(await bed.workspace.nx(pushed));
    expect(
      await bed.engine.run(bed.localName('own'), [
        'sh',
        '-c',
        "/databricks/python3/bin/python3 -c 'import six' && dpkg -s libgomp1 && cat /r.txt",
      ]),
    ).toMatch(/^Package: libgomp1\n[^]*\nxtable /);
    bed.workspace.commit('more packages');
  }, 900_000);

  it('locks what is built on the flavour as well, and takes out again', async () => {
    const before = read(`child/locks/${line}.txt`);
    expectSuccess(await add('team', 'six'));
    expect(read(`child/locks/${line}.txt`)).toMatch(/^six==/m);
    expect(read('team/requirements.txt')).toBe(
      '# of the team\nidna<3.8\nsix\n',
    );
    const removed = await add('team', 'six', '--remove');
    expectSuccess(removed);
    expect(read(`child/locks/${line}.txt`)).toBe(before);
    expect(read('team/requirements.txt')).toBe('# of the team\nidna<3.8\n');
  }, 900_000);
});

describe('nx g brickyard:add of what cannot be had', () => {
  const undone = 'nothing has changed: lists and locks are as they were';
  // Each has the mistake in its name.
  it.each([
    ['a Python package', ['own', 'tabualte'], 'did you mean tabulate'],
    ['a version of one', ['own', 'tabulate==99'], 'tabulate==99'],
    ['an R package', ['own', '--r=xtabel'], 'do you mean xtable?'],
    ['an apt package', ['own', '--apt=libgomp11'], 'libgomp1'],
    ['one of two', ['own', 'tabulate', '--apt=libgomp11'], 'libgomp11'],
  ])(
    'leaves all files as they were: %s',
    async (_, words, hint) => {
      const before = changed();
      expectFailure(await add(...words), 'LOCK_FAILED', undone, hint);
      expect(changed()).toBe(before);
    },
    300_000,
  );

  it('does so where what is built on it says otherwise', async () => {
    bed.workspace.write(
      'packages/child/requirements.txt',
      'certifi\ntabulate<0.9\n',
    );
    expectSuccess(await bed.workspace.nx(['lock', 'child']));
    bed.workspace.commit('an older tabulate');
    const failed = await add('team', 'tabulate>=0.9');
    expectFailure(failed, 'LOCK_CONFLICT', undone, 'child');
    expect(changed()).toBe('');
  }, 300_000);

  it('says first that there is no engine', async () => {
    const words = ['g', 'brickyard:add', 'own', 'tabulate'];
    const offline = { DOCKER_HOST: 'tcp://127.0.0.1:9' };
    expectFailure(
      await bed.workspace.nx(words, offline),
      'ENGINE_UNREACHABLE',
      'Nothing has changed.',
    );
    expect(changed()).toBe('');
  });
});
