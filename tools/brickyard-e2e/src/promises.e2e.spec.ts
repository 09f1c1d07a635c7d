import { findDockerCli } from './docker-cli';
import { TestBed } from './test-bed';
import { addTinyFlavours, tinyFiles } from './tiny-flavours';

/**
 * What scripts, people and registries rely on, in one place: a change of the code
 * that moves any of it has to say so.
 */
const dockerCli = findDockerCli();
let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
  addTinyFlavours(bed);
  await bed.workspace.publish();
});
beforeEach(() => bed.tap.reset());
afterAll(() => bed?.close());

describe('plan --json', () => {
  it('keeps its shape', async () => {
    const before = bed.workspace.read(tinyFiles.requirements);
    bed.workspace.write(tinyFiles.requirements, 'scipy\n');
    const plan = await bed.workspace.plan();
    bed.workspace.write(tinyFiles.requirements, before);
    const key = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string;
    const runtime = plan.images[0]?.runtime;
    expect(plan).toEqual({
      images: [
        {
          flavour: 'base',
          runtime,
          action: 'reuse',
          foundIn: 'engine',
          key,
          reasons: [],
        },
        {
          flavour: 'child',
          runtime,
          action: 'build',
          foundIn: null,
          key,
          reasons: [
            {
              part: 'context:requirements.txt',
              change: 'changed',
              from: digest,
              to: digest,
            },
          ],
          cost: {
            size: expect.any(Number) as number,
            upload: expect.any(Number) as number,
            download: expect.any(Number) as number,
            isBound: false,
            uncounted: [],
          },
        },
      ],
      // The manifest of the last image of child tells its layers.
      requests: { head: expect.any(Number) as number, get: 1 },
      movedBases: [],
      newLines: [],
    });
  });
});

describe('docker build . by hand', () => {
  const name = 'builds a flavour on the parent that Brickyard built';
  const unlessMissing = dockerCli ? it : it.skip;
  unlessMissing(
    dockerCli ? name : `${name} (no docker command with BuildKit here)`,
    async () => {
      const tag = bed.localName('by-hand');
      const { status, output } = await bed.workspace.start(
        [dockerCli ?? '', 'build', '--tag', tag, 'packages/child'],
        { DOCKER_BUILDKIT: '1' },
      ).finished;
      expect([status, output]).toEqual([0, expect.any(String)]);
      const made = await bed.engine.run(tag, ['cat', '/child']);
      expect(made).toBe(`${bed.workspace.id}\npandas==2.2.3\n`);
    },
  );
});

describe('the requests of a run that has nothing to do', () => {
  const asked = () =>
    bed.tap.requests.map(({ method, path }) => {
      const [, flavour, tag = ''] =
        /\/([^/]+)\/manifests\/(.+)$/.exec(path) ?? [];
      return `${method} ${flavour} ${tag.replace(/^k-.*/, 'k-…')}`;
    });

  it('are none for a plan of what the engine has', async () => {
    await bed.workspace.plan();
    expect(asked()).toEqual([]);
  });

  it('are none for a build', async () => {
    const words = ['run-many', '-t', 'docker-build'];
    expect((await bed.workspace.nx(words)).status).toBe(0);
    expect(asked()).toEqual([]);
  });

  it('are one HEAD for each tag of a push', async () => {
    const tags = bed.workspace.record('base').tags.slice(1);
    expect((await bed.workspace.push()).status).toBe(0);
    const heads = ['base', 'child'].flatMap((flavour) =>
      ['k-…', ...tags].map((tag) => `HEAD ${flavour} ${tag}`),
    );
    expect(asked().sort()).toEqual(heads.sort());
  });
});
