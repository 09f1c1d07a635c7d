import { createAccount, traces } from './accounts';
import { findDockerCli } from './docker-cli';
import { expectFailure, expectSuccess } from './expectations';
import { describeImage, holdsText } from './image-content';
import { addIndexedFlavour } from './indexed-flavour';
import { addLockedFlavours } from './locked-flavours';
import { findMainIndex } from './main-index';
import { makeWheel } from './package-files';
import { PackageIndex } from './package-index';
import type { Finished } from './running-command';
import { findPlaceRuntime, readPlaceProfile } from './scratch-profile';
import { TestBed } from './test-bed';
import { readIfThere, whileWritten } from './while-written';

const line = findPlaceRuntime(process.env, '17.3-LTS');
const account = createAccount('bob', []);
const login = { E2E_FEED: `${account.username}:${account.password}` };
const lockOf = (flavour: string) => `packages/${flavour}/locks/${line}.txt`;
let bed: TestBed;
/** What everybody asks, with strangers' packages of the same names. */
let main: PackageIndex;
/** Asks who you are. */
let internal: PackageIndex;
let open: PackageIndex;

beforeAll(async () => {
  bed = await TestBed.open();
  main = await PackageIndex.start([
    makeWheel({ name: 'wrapper', version: '1.0', requires: ['in-house'] }),
    makeWheel({ name: 'in_house', version: '9.0', origin: 'stranger' }),
    makeWheel({ name: 'open_house', version: '9.0', origin: 'stranger' }),
    makeWheel({ name: 'common', version: '1.0', origin: 'main' }),
    makeWheel({ name: 'gone_house', version: '1.0', origin: 'stranger' }),
  ]);
  main.fallback = findMainIndex();
  internal = await PackageIndex.start(
    [
      makeWheel({
        ...{ name: 'in_house', version: '1.0', origin: 'internal' },
        requires: ['common'],
      }),
      makeWheel({ name: 'common', version: '9.0', origin: 'internal' }),
      makeWheel({ name: 'wrapper', version: '9.0', origin: 'internal' }),
    ],
    account,
  );
  open = await PackageIndex.start([
    makeWheel({ name: 'open_house', version: '1.0', origin: 'open' }),
    makeWheel({ name: 'common', version: '8.0', origin: 'open' }),
  ]);
  setProfile({});
  addLockedFlavours(bed.workspace);
  bed.workspace.remove('packages/child');
  addIndexedFlavour(bed.workspace, 'feeds', {
    parent: 'team',
    secrets: [{ id: 'feed', env: 'E2E_FEED' }],
    python: {
      indexes: {
        internal: {
          url: internal.url,
          packages: ['In_House', 'gone-house'],
          secret: 'feed',
        },
        open: { url: open.url, packages: ['open-house'] },
      },
    },
    requirements: 'wrapper\nopen-house\n',
  });
  addIndexedFlavour(bed.workspace, 'above', {
    parent: 'feeds',
    requirements: 'common\n',
  });
  bed.workspace.commit('two flavours with indexes');
}, 600_000);
afterAll(async () => {
  await Promise.all([main, internal, open].map((index) => index?.close()));
  await bed?.close();
});

describe('indexes of some packages', () => {
  let locked: Finished;
  let built: Finished;

  beforeAll(async () => {
    expectSuccess(await nx('lock', 'team', ...words));
    for (const index of [main, internal, open]) index.answers.length = 0;
    locked = await nx('lock', 'feeds', ...words, login);
    expectSuccess(locked);
  }, 600_000);

  it('give their packages, though the main one has a higher version', () => {
    const text = read(lockOf('feeds'));
    expect(text).toMatch(
      /^in-house==1\.0 \\\n( +[-#].*\n)+ {4}# from internal$/m,
    );
    expect(text).toMatch(
      /^open-house==1\.0 \\\n( +[-#].*\n)+ {4}# from open$/m,
    );
    expect(text).toContain(`\n# index internal ${internal.url} feed\n`);
    expect(text).toContain(`\n# index open ${open.url}\n`);
  });

  it('give nothing else, though they have higher versions of it', () => {
    const text = read(lockOf('feeds'));
    expect(text).toMatch(/^common==1\.0 /m);
    expect(text).toMatch(/^wrapper==1\.0 /m);
  });

  it('are asked for their packages alone, and nobody else for these', async () => {
    const build = () => nx('docker-build', 'feeds', login);
    built = await build();
    expectSuccess(built);
    for (const index of [internal, open])
      for (const name of ['common', 'wrapper', 'idna'])
        expect(index.answersFor(name)).toEqual([]);
    for (const name of ['in-house', 'open-house'])
      expect(main.answersFor(name)).toEqual([]);
    expect(internal.answersFor('in-house')).toContain('200 /simple/in-house/');
    expect(open.answersFor('open-house')).toContain('200 /simple/open-house/');
  });

  it('are where the installed packages are from', async () => {
    const script =
      'import in_house, open_house, common; print(in_house.ORIGIN, open_house.ORIGIN, common.ORIGIN)';
    expect(await python('feeds', script)).toBe('internal open main\n');
  });

  it('leave no password in image, lock, record or output', async () => {
    const image = bed.localName('feeds');
    const texts = [
      await describeImage(bed, image),
      locked.output,
      built.output,
      read(lockOf('feeds')),
      read('dist/packages/feeds/image.json'),
    ].join('\n');
    for (const trace of traces(account)) {
      expect(texts).not.toContain(trace);
      expect(await holdsText(bed, image, trace)).toBe(false);
    }
    const other = { E2E_FEED: 'bob:another password' };
    const { output } = await nx('docker-build', 'feeds', other);
    expect(output).toMatch(/, \d to reuse/);
    expect(output).toContain('0 to build');
  });

  it('count for the images above, whose own files do not name them', async () => {
    for (const index of [main, internal]) index.answers.length = 0;
    expectSuccess(await nx('lock', 'above', ...words, login));
    expect(read(lockOf('above'))).toMatch(/^in-house==1\.0 /m);
    expect(main.answersFor('in-house')).toEqual([]);
    expectSuccess(await nx('docker-build', 'above', login));
  });

  it('may be elsewhere in a place, by the same key', async () => {
    const mirror = await PackageIndex.start([
      makeWheel({ name: 'open_house', version: '1.0', origin: 'open' }),
    ]);
    const before = await keys();
    setProfile({ indexes: { [open.url.replace(/\/$/, '')]: mirror.url } });
    expect(await keys()).toEqual(before);
    open.answers.length = 0;
    expectSuccess(await nx('lock', 'feeds', ...words, '--upgrade', login));
    await meanwhile(
      'packages/feeds/Dockerfile',
      read('packages/feeds/Dockerfile').replace(
        'ARG PIP',
        'ENV MOVED=1\nARG PIP',
      ),
      async () => expectSuccess(await nx('docker-build', 'feeds', login)),
    );
    expect(open.answers).toEqual([]);
    expect(mirror.answersFor('open-house')).toContain(
      '200 /simple/open-house/',
    );
    expect(read(lockOf('feeds'))).toContain(`# index open ${open.url}\n`);
    setProfile({});
    await mirror.close();
  });

  const dockerCli = findDockerCli();
  (dockerCli ? it : it.skip)('serve a build by hand', async () => {
    addIndexedFlavour(bed.workspace, 'plain', {
      parent: 'team',
      python: {
        indexes: { open: { url: open.url, packages: ['open-house'] } },
      },
      requirements: 'open-house\n',
    });
    expectSuccess(await nx('lock', 'plain', ...words));
    const tag = bed.localName('plain', 'by-hand');
    const args = [
      ...['--network', 'host', '--build-arg', `DATABRICKS_RUNTIME=${line}`],
      ...['--build-arg', `PIP_INDEX_URL=${main.url}`, '--tag', tag],
    ];
    const { status, output } = await bed.workspace.start(
      [dockerCli ?? '', 'build', ...args, 'packages/plain'],
      { DOCKER_BUILDKIT: '1' },
    ).finished;
    expect([status, output]).toEqual([0, expect.any(String)]);
    const script = 'import open_house; print(open_house.ORIGIN)';
    expect(await python('plain', script, 'by-hand')).toBe('open\n');
    bed.workspace.remove('packages/plain');
  });
});

describe('an index of some packages, when something is wrong', () => {
  it('is named when it lacks a package, with the line that names it', async () => {
    await meanwhile(
      'packages/feeds/requirements.txt',
      'gone-house\n',
      async () => {
        main.answers.length = 0;
        const failed = await nx('lock', 'feeds', ...words, login);
        expectFailure(
          failed,
          'LOCK_FAILED',
          'packages/feeds/requirements.txt:1: gone-house',
          `gone-house is asked of ${internal.url} alone`,
          'packages/feeds/image.ts:',
        );
        expect(failed.output).not.toContain('/by-name');
        expect(main.answersFor('gone-house')).toEqual([]);
      },
    );
  });

  it('is named when it takes no password', async () => {
    const wrong = { E2E_FEED: 'bob:wrong password' };
    const failed = await nx('lock', 'feeds', ...words, '--upgrade', wrong);
    expectFailure(failed, 'LOCK_FAILED', internal.url, "secret 'feed'");
    expect(failed.output).not.toContain('wrong password');
  });

  it('needs its secret before anything is started', async () => {
    const nobody = { E2E_FEED: undefined };
    const failed = await nx('lock', 'feeds', ...words, '--upgrade', nobody);
    expectFailure(
      failed,
      'SECRET_MISSING',
      "packages/feeds/image.ts:7: secrets: 'feed' is missing: E2E_FEED is not set, or empty",
    );
  });
});

const words = ['--runtime', line, '--excludeTaskDependencies'];

function setProfile(mirrors: object): void {
  const place = readPlaceProfile(process.env);
  bed.workspace.write('profile.json', {
    ...place,
    buildNetwork: 'host',
    mirrors: { ...place.mirrors, pip: main.url, ...mirrors },
  });
}

async function keys(): Promise<string[]> {
  return (await bed.workspace.plan()).images.map(({ key }) => key);
}

function python(
  flavour: string,
  script: string,
  tag?: string,
): Promise<string> {
  const command = ['/databricks/python3/bin/python3', '-c', script];
  return bed.engine.run(bed.localName(flavour, tag), command);
}

function nx(
  target: string,
  flavour: string,
  ...rest: (string | Record<string, string | undefined>)[]
): Promise<Finished> {
  const options = rest.filter((word) => typeof word === 'string');
  const change = rest.find((word) => typeof word === 'object');
  return bed.workspace.nx([target, flavour, ...options], change);
}

function read(path: string): string {
  return readIfThere(bed.workspace, path);
}

function meanwhile(
  path: string,
  text: string,
  work: () => Promise<void>,
): Promise<void> {
  return whileWritten(bed.workspace, { path, text }, work);
}
