import { expectSuccess } from './expectations';
import { chain, type Kind, ManneredBed } from './manners/mannered-bed';
import { findPlaceRuntime } from './scratch-profile';

/** The tag of the runtime that these flavours are built for. */
const line = findPlaceRuntime(process.env, '17.3-LTS').replace(
  /^(\d[\d.]*)-LTS$/,
  'dbr$1',
);
const published = { base: true, child: true, leaf: true };
let bed: ManneredBed;

beforeAll(async () => {
  bed = await ManneredBed.open();
});
afterAll(() => bed?.close());

/** What differs from a registry with the plainest manners. */
interface Difference {
  /** Of a manifest that is not there. */
  absent?: number;
  /** It shows no reader what is absent, so that a write is tried. */
  triesWrite?: boolean;
  /** To a PUT of a floating tag that exists. */
  refusal?: number;
  /** No refusal of a tag says that it is about the tag, so that a write is tried. */
  isSilent?: boolean;
  /** The first to come: images are built. */
  builds?: boolean;
  /** No push makes a repository, so the plan of one sees whether it is there. */
  needsRepository?: boolean;
  isBasic?: boolean;
  /** Some answers are 429, and the request comes again. */
  isBusy?: boolean;
}

/** An upload that is opened to see whether it may be. These accounts may not cancel it. */
const tried = ({ isBasic }: Difference) => [
  'POST blobs/uploads 202',
  `DELETE blobs/uploads ${isBasic ? 403 : 401}`,
];
/** Before a build: whether it is there, and what it could start from. */
const lookUps = (status: number) => ['HEAD k-… 404', `HEAD ${line} ${status}`];

/** An SBOM, and the list that it is in. */
function sbom(absent: number, { isFirst }: { isFirst: boolean }): string[] {
  const upload = ['POST blobs/uploads 202', 'PUT blobs/uploads 201'];
  return [
    'HEAD sha256:… 200',
    'GET referrers/sha256:… 404',
    `GET sha256-… ${absent}`,
    // The empty config, which all SBOMs of a repository share.
    ...(isFirst
      ? ['HEAD blobs/sha256:… 404', ...upload]
      : ['HEAD blobs/sha256:… 200']),
    'HEAD blobs/sha256:… 404',
    ...upload,
    'PUT sha256:… 201',
    `GET sha256-… ${absent}`,
    'PUT sha256-… 201',
    'GET sha256-… 200',
  ];
}

const read = ['GET sha256:… 200', 'GET blobs/sha256:… 200'];

function firstPush(difference: Difference): string[] {
  const { absent = 404, triesWrite, builds, needsRepository } = difference;
  return [
    // Why it is built: there was none before. The plan asks, and the upload once more.
    ...(builds ? [...lookUps(404), `GET ${line} 404`] : [`HEAD k-… ${absent}`]),
    `HEAD k-… ${absent}`,
    ...(needsRepository ? ['GET k-… 404'] : []),
    ...(triesWrite ? tried(difference) : []),
    `HEAD ${line} ${absent}`,
    `HEAD latest ${absent}`,
    ...read,
    `PUT ${line} 201`,
    'PUT latest 201',
    ...sbom(absent, { isFirst: true }),
  ].sort();
}

function newVersion(difference: Difference): string[] {
  const { absent = 404, triesWrite, builds, needsRepository } = difference;
  return [
    ...(builds ? lookUps(200) : [`HEAD k-… ${absent}`]),
    `HEAD k-… ${absent}`,
    ...(needsRepository ? ['GET k-… 404'] : []),
    ...(triesWrite ? tried(difference) : []),
    ...moves(difference),
    // The image before it: what of the new one a node has that pulled that.
    ...read,
    ...sbom(absent, { isFirst: false }),
  ].sort();
}

/** Floating tags that name another image. */
function moves(difference: Difference): string[] {
  const { refusal = 201, isSilent } = difference;
  return [
    `HEAD ${line} 200`,
    'HEAD latest 200',
    ...read,
    `PUT ${line} ${refusal}`,
    `PUT latest ${refusal}`,
    ...(isSilent ? tried(difference) : []),
  ];
}

/** The layer of what the first flavour starts from, which another registry has. */
const copied = [
  ...['HEAD blobs/sha256:… 404', 'HEAD blobs/sha256:… 404'],
  ...['POST blobs/uploads 202', 'PUT blobs/uploads 201'],
];
const found = ['HEAD blobs/sha256:… 200'];

const nothingToDo = ['HEAD k-… 200', `HEAD ${line} 200`, 'HEAD latest 200'];

describe.each<[Kind, Difference]>([
  ['hub', { builds: true }],
  ['quay', {}],
  ['google', {}],
  ['azure', {}],
  ['amazon', { isBasic: true, needsRepository: true }],
  [
    'amazon, immutable tags',
    { isBasic: true, needsRepository: true, refusal: 400 },
  ],
  ['harbor, immutable tags', { refusal: 412 }],
  ['hub, immutable tags', { refusal: 403, isSilent: true }],
  ['artifactory', { isBasic: true, absent: 403, triesWrite: true }],
  ['busy', { isBusy: true }],
])('a stand-in for %s', (kind, difference) => {
  const scopes = (rights: string) => chain.map((name) => `${name}:${rights}`);

  beforeAll(() => bed.meet(kind));

  /**
   * All that our client asked: this about each flavour, more about the first one where
   * images are built, and once without a login.
   */
  function expectRequests(
    expected: readonly string[],
    ofBase: readonly string[] = [],
  ): void {
    const { builds, isBasic, isBusy = false } = difference;
    const isStranger = (row: string) => /^HEAD .* 401$/.test(row);
    const isRepeated = (row: string) => row.endsWith(' 429');
    const all = chain.flatMap((name) => bed.requests(name));
    for (const name of chain) {
      const rows = bed.requests(name);
      const counted = rows.filter(
        (row) => !isStranger(row) && !isRepeated(row),
      );
      const more = builds && name === chain[0] ? ofBase : [];
      expect(counted).toEqual([...expected, ...more].sort());
    }
    expect(all.filter(isStranger)).toHaveLength(1);
    expect(all.some(isRepeated)).toBe(isBusy);
    const tokens = [
      ...(isBasic ? [] : scopes('pull,push')),
      ...(expected.includes('DELETE blobs/uploads 401')
        ? scopes('delete')
        : []),
    ];
    expect(bed.tokens()).toEqual(tokens.sort());
  }

  it('takes the first push', async () => {
    const { success, output } = await bed.push();
    expect(success).toEqual(published);
    expect(output).not.toContain('warning');
    expectRequests(firstPush(difference), copied);
    expect(bed.uploads()).toEqual(chain.map((name) => `PUT ${name} k-… 201`));
  });

  it('is asked nothing but whether all is there by the second', async () => {
    const { success } = await bed.push();
    expect(success).toEqual(published);
    expectRequests(nothingToDo);
    expect(bed.uploads()).toEqual([]);
  });

  it('takes a new version', async () => {
    bed.useVersion(2);
    const { success, output } = await bed.push();
    expect(success).toEqual(published);
    const warnings = output.match(/^warning: .*/gm) ?? [];
    expect(warnings).toEqual(
      difference.refusal === undefined
        ? []
        : [expect.stringContaining(`leaf@${line} (${line}, latest)`)],
    );
    expectRequests(newVersion(difference), found);
    expect(bed.uploads()).toEqual(chain.map((name) => `PUT ${name} k-… 201`));
  });

  it('is asked for floating tags alone by the next push', async () => {
    const { success } = await bed.push();
    expect(success).toEqual(published);
    expectRequests(
      difference.refusal === undefined
        ? nothingToDo
        : ['HEAD k-… 200', ...moves(difference)],
    );
  });
});

describe('a stand-in for amazon whose tags are immutable', () => {
  beforeAll(() => bed.meet('amazon, immutable tags', ['base', 'child']));

  it('is no failure of a command', async () => {
    const push = () => bed.bed.workspace.nx(['docker-push', 'base'], bed.env);
    expectSuccess(await push());
    bed.useVersion(2);
    const finished = await push();
    expectSuccess(finished);
    expect(finished.output).toContain(`published, not moved: ${line}, latest`);
    const { tags, sbom: listed } = bed.bed.workspace.record('base');
    expect(tags).toEqual([expect.stringMatching(/^k-/)]);
    expect(listed).toMatch(/^sha256:/);
  });

  it('is sent no floating tag where a profile says so', async () => {
    const { workspace } = bed.bed;
    const before = workspace.read('profile.json');
    const profile = JSON.parse(before) as object;
    workspace.write('profile.json', { ...profile, floatingTags: false });
    const { output } = await bed.push();
    workspace.write('profile.json', before);
    expect(output).not.toContain('warning: floating');
    expect(bed.requests('base')).toContain('HEAD k-… 200');
    for (const tag of [line, 'latest'])
      expect(bed.requests('base').join()).not.toContain(tag);
  });
});

describe('a stand-in for amazon without a repository', () => {
  const command = (name: string) =>
    new RegExp(
      `aws ecr create-repository --repository-name \\S+/${name} --region eu-central-1`,
    );

  it('is told before anything is built, for all images at once', async () => {
    bed.meet('amazon', []);
    bed.useVersion(3);
    const { success, output } = await bed.push();
    expect(success).toEqual({ base: false, child: false, leaf: false });
    for (const name of chain) expect(output).toMatch(command(name));
    expect(output).toContain('[REGISTRY_NAME_UNKNOWN]');
    expect(output).not.toContain('building');
    expect(bed.uploads()).toEqual([]);
  });

  it('does not hold up the others', async () => {
    bed.meet('amazon', ['base']);
    bed.useVersion(3);
    const { success, output } = await bed.push();
    expect(success).toEqual({ base: true, child: false, leaf: false });
    expect(output.search(command('leaf'))).toBeLessThan(
      output.indexOf('base@'),
    );
    expect(bed.uploads()).toEqual(['PUT base k-… 201']);
  });

  it('is told too where the engine has the images', async () => {
    bed.meet('amazon', ['base', 'leaf']);
    const { success, output } = await bed.push();
    expect(success).toMatchObject({ base: true, child: false });
    expect(output).toMatch(command('child'));
  });
});
