import type { HostConfig } from 'dockerode';

import { AptArchive, canMakeAptArchive } from './apt-archive';
import { BusyNameserver } from './busy-nameserver';
import { expectFailure, expectSuccess } from './expectations';
import { findFreePort } from './free-port';
import { makeWheel } from './package-files';
import { PackageIndex } from './package-index';
import { copyFlavour } from './repository-flavours';
import { readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';

// What packages/toolbox brings, run by build steps of a flavour on the bare base.
const MOUNTS = [
  '--mount=type=bind,from=<namespace>/toolbox,target=/toolbox',
  '--mount=type=cache,target=/var/cache/apt,sharing=locked',
  '--mount=type=cache,target=/root/.cache/uv',
].join(' ');

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
  copyFlavour(bed.workspace, 'toolbox');
  setMirrors({});
  bed.workspace.commit('the toolbox');
}, 600_000);
afterAll(() => bed?.close());

const withArchive = canMakeAptArchive ? describe : describe.skip;

withArchive('apt-source', () => {
  let archive: AptArchive;

  beforeAll(async () => {
    archive = await AptArchive.start([
      { name: 'tiny', path: '/usr/bin/tiny', script: 'echo tiny' },
      { name: 'python3.99', path: '/usr/bin/python3.99', script: 'echo rc1' },
    ]);
  });
  afterAll(() => archive?.close());

  const add = (key: string, fingerprint: string) =>
    `/toolbox/apt-source e2e "${archive.source}" ${archive.url(key)} ${fingerprint}`;

  it('adds an archive whose key has the fingerprint', async () => {
    const [signer] = archive.fingerprints;
    writeSteps(`${add('key.asc', signer)} && /toolbox/apt-install tiny=1.0`);
    expectSuccess(await build());
    expect(await run(['tiny'])).toBe('tiny\n');
  });

  it('leaves neither lists nor downloads behind', async () => {
    const folders = '/var/lib/apt/lists /var/cache/apt /var/log';
    const find = ['find', ...folders.split(' '), '-type', 'f', '-size', '+0'];
    expect(await run(find)).toBe('');
  });

  const unpack = (name: string) =>
    `${add('key.asc', archive.fingerprints[0])} && /toolbox/apt-install tiny && /toolbox/apt-unpack ${name}`;

  it('serves apt-unpack, which dpkg learns nothing of', async () => {
    writeSteps(`${unpack('python3.99')} && test -L /lib`);
    expectSuccess(await build());
    expect(await run(['python3.99'])).toBe('rc1\n');
    const known = ['dpkg-query', '--show', '--showformat=${Package}\n'];
    expect((await run(known)).split('\n')).toContain('tiny');
    expect((await run(known)).split('\n')).not.toContain('python3.99');
  });

  it('lets apt-unpack say what it cannot download', async () => {
    writeSteps(unpack('no-such-package'));
    const expected = ['no-such-package', 'could not download no-such-package'];
    expectFailure(await build(), 'BUILD_FAILED', ...expected);
  });

  it('refuses a key that has another fingerprint', async () => {
    const [signer, other] = archive.fingerprints;
    writeSteps(add('key.asc', other));
    const expected = `fingerprint ${other}, found ${signer}`;
    expectFailure(await build(), 'BUILD_FAILED', expected, 'is not added');
  });

  it('refuses a second key beside the right one', async () => {
    const [signer, other] = archive.fingerprints;
    writeSteps(add('two-keys.gpg', signer));
    const expected = `expected one key with the fingerprint ${signer}, found ${signer} ${other}`;
    expectFailure(await build(), 'BUILD_FAILED', expected);
  });

  it('says where a key is missing', async () => {
    writeSteps(add('none.asc', archive.fingerprints[0]));
    const place = `could not be downloaded from ${archive.url('none.asc')}`;
    expectFailure(await build(), 'BUILD_FAILED', place);
  });

  it('lets install-python refuse a pre-release from an archive', async () => {
    const python = [
      'PYTHON_VERSION=3.99',
      `PYTHON_APT_SOURCE="${archive.source}"`,
      `PYTHON_APT_KEY=${archive.url('key.asc')}`,
      `PYTHON_APT_FINGERPRINT=${archive.fingerprints[0]}`,
    ].join(' ');
    writeSteps(`${python} /toolbox/install-python`);
    expectFailure(await build(), 'BUILD_FAILED', 'rc1, a pre-release; name');
  });
});

describe('a mirror', () => {
  afterEach(() => setMirrors({}));

  it('that is down fails apt, and is named by the argument it came with', async () => {
    setMirrors({ apt: `http://127.0.0.1:${await findFreePort()}/debian` });
    writeSteps('/toolbox/apt-install tree', 'ARG APT_MIRROR');
    expectFailure(await build(), 'BUILD_FAILED', 'APT_MIRROR: is it up');
  });

  it('that is down fails a Python package, and is named likewise', async () => {
    setMirrors({ pip: `http://127.0.0.1:${await findFreePort()}/simple` });
    writeSteps(installSix('0'.repeat(64)), 'ARG PIP_INDEX_URL');
    const said = 'from the index of this build, PIP_INDEX_URL';
    expectFailure(await build(), 'BUILD_FAILED', said);
  });
});

describe('an index that does not say how long its answers hold', () => {
  const resolve = (wanted: string) =>
    `/toolbox/install-python && mkdir /in && echo '${wanted}' > /in/requirements.txt && /toolbox/lock-requirements /in/requirements.txt /out/requirements.txt && rm -r /in`;
  let index: PackageIndex;

  beforeAll(async () => {
    // The toolbox is from an index that has what it needs.
    writeSteps('true');
    expectSuccess(await build());
    index = await PackageIndex.start([
      makeWheel({ name: 'granite', version: '1.0', requires: ['slate'] }),
      makeWheel({ name: 'slate', version: '1.0' }),
    ]);
    setMirrors({ pip: index.url });
  }, 600_000);
  afterAll(async () => {
    setMirrors({});
    await index?.close();
  });

  it('is asked once in ten minutes', async () => {
    writeSteps(resolve('granite'), 'ARG PIP_INDEX_URL');
    expectSuccess(await build());
    const asked = index.answersFor('slate').length;
    writeSteps(resolve('slate'), 'ARG PIP_INDEX_URL');
    expectSuccess(await build());
    expect(asked).toBeGreaterThan(0);
    expect(index.answersFor('slate')).toHaveLength(asked);
  });

  it('is asked while packages are installed for what a lock needs of them', async () => {
    const lock = '/toolbox/lock-requirements /in/requirements.txt /out/lock';
    const inNewCache = (command: string) =>
      `RUN ${MOUNTS.replace('type=cache,target=/root', 'type=cache,id=<namespace>-new,target=/root')} ${command}`;
    const steps = [
      `/toolbox/install-python && mkdir /in && echo granite > /in/requirements.txt && ${lock} && sed -i '1i # inputs sha256:0' /out/lock`,
      inNewCache('/toolbox/install-requirements /out/lock'),
      inNewCache(
        '/toolbox/run-uv pip compile --offline --output-file /out/again /in/requirements.txt',
      ),
    ];
    writeSteps(steps.join('\n'), 'ARG PIP_INDEX_URL');
    expectSuccess(await build());
    expect(await run(['cat', '/out/again'])).toContain('slate==1.0');
  });

  it('is asked again for a version that it did not have', async () => {
    index.add(makeWheel({ name: 'slate', version: '2.0' }));
    writeSteps(resolve('slate==2.0'), 'ARG PIP_INDEX_URL');
    expectSuccess(await build());
    const lock = await run(['cat', '/out/requirements.txt']);
    expect(lock).toContain('slate==2.0');
  });
});

const withNameserver = BusyNameserver.canStart ? describe : describe.skip;

withNameserver('a name server that drops questions', () => {
  let index: PackageIndex;
  let nameserver: BusyNameserver;

  beforeAll(async () => {
    index = await PackageIndex.start([
      makeWheel({ name: 'granite', version: '1.0' }),
    ]);
    nameserver = await BusyNameserver.start(3);
  });
  afterAll(async () => {
    await nameserver?.close();
    await index?.close();
  });

  it('is asked by uv until it answers', async () => {
    writeSteps('/toolbox/install-python && cp -R /toolbox /tools');
    expectSuccess(await build());
    const url = index.url.replace('127.0.0.1', 'packages.test');
    const command = `echo granite | UV_HTTP_RETRIES=0 PIP_INDEX_URL=${url} /tools/run-uv pip compile -`;
    const network = { NetworkMode: 'host', Dns: [nameserver.address] };
    const answer = await run(['sh', '-c', command], network);
    expect(answer).toContain('granite==1.0');
  });
});

describe('install-requirements', () => {
  it('refuses a file that has none of the hashes of the lock', async () => {
    writeSteps(installSix('0'.repeat(64)));
    const said = 'the index has another file than the one that was locked';
    expectFailure(await build(), 'BUILD_FAILED', 'six==1.17.0', said);
  });

  it("says when a lock is for another runtime's Python", async () => {
    const header = String.raw`#\n# runtime 99.9-LTS, python 9.9, x\n`;
    const lock = `${header}six==1.17.99 --hash=sha256:${'0'.repeat(64)}`;
    writeSteps(
      `/toolbox/install-python && printf '${lock}' > /lock && /toolbox/install-requirements /lock`,
    );
    expectFailure(
      await build(),
      'BUILD_FAILED',
      'this lock is for Python 9.9 of the runtime 99.9-LTS, and /databricks/python3/bin/python3 is 3.',
      '--build-arg DATABRICKS_RUNTIME=<runtime> takes another lock',
    );
  });
});

function installSix(hash: string): string {
  const lock = `six==1.17.0 --hash=sha256:${hash}`;
  return `/toolbox/install-python && echo ${lock} > /lock && /toolbox/install-requirements /lock`;
}

/** A flavour whose one step runs a command with the toolbox. */
function writeSteps(command: string, args = ''): void {
  const text = `FROM ubuntu:24.04\n${args}\nRUN ${MOUNTS} ${command}\n`;
  bed.workspace.addFlavour('steps', {
    Dockerfile: text.replaceAll('<namespace>', bed.workspace.namespace),
  });
}

/** The archives and mirrors of these tests are on this machine's loopback. */
function setMirrors(mirrors: { apt?: string; pip?: string }): void {
  const place = readPlaceProfile(process.env);
  const profile = { ...place, buildNetwork: 'host', mirrors };
  bed.workspace.write('profile.json', profile);
}

function build() {
  return bed.workspace.nx(['docker-build', 'steps']);
}

function run(
  command: readonly string[],
  settings?: HostConfig,
): Promise<string> {
  return bed.engine.run(bed.localName('steps'), command, settings);
}
