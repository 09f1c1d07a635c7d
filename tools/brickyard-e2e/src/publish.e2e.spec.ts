import type { ImageRecord } from '../../brickyard/src/run/records/image-record';
import type { Finished } from './running-command';
import { canStartEngine, SecondEngine } from './second-engine';
import { TestBed } from './test-bed';
import { addTinyFlavours, showTiny, tinyFiles } from './tiny-flavours';

const flavours = ['base', 'child'];
let bed: TestBed;
let first: Finished;

beforeAll(async () => {
  bed = await TestBed.open();
  addTinyFlavours(bed);
  first = await bed.workspace.publish();
});
beforeEach(() => bed.tap.reset());
afterAll(() => bed?.close());

describe('docker-push of new flavours', () => {
  it.each(flavours)('builds and publishes %s', async (flavour) => {
    expect(first.output).toContain('2 to build');
    const { digest, tags } = bed.workspace.record(flavour);
    expect(await bed.publishedTags(flavour)).toEqual([...tags].sort());
    for (const tag of tags) {
      expect(await bed.publishedDigest(flavour, tag)).toBe(digest);
    }
    expect(await bed.localTags()).toEqual(
      expect.arrayContaining(tags.map((tag) => bed.localName(flavour, tag))),
    );
  });

  it('copies the layers of the base that the engine would compress anew', async () => {
    const isKept = await bed.engine.hasContainerdStore();
    const copied = /^base@.* copied \d+ layers? of .* \(\d+\.\d MB\)$/m;
    const reused = /^base@.* pushed k-.*: \d+ layers? reused, /m;
    for (const line of [copied, reused])
      expect(line.test(first.output)).toBe(!isKept);
  });

  it('builds the child on the parent of the same run', async () => {
    const { id } = bed.workspace;
    expect(await showTiny(bed, 'child')).toBe(`${id}\npandas==2.2.3\n`);
  });

  it('writes down what it published', async () => {
    const record = bed.workspace.record('child');
    const at = bed.repository('child');
    const { layers } = await bed.publishedManifest('child', 'latest');
    const { labels } = await bed.engine.inspect(bed.localName('child'));
    expect(record).toEqual<ImageRecord>({
      reference: `${bed.tap.host}/${at.repository}@${record.digest}`,
      digest: (await bed.publishedDigest('child', 'latest')) ?? '',
      tags: [`k-${record.key.slice(0, 40)}`, record.tags[1] ?? '', 'latest'],
      flavour: 'child',
      runtime: labels['brickyard.runtime'] ?? '',
      key: labels['brickyard.key'] ?? '',
      size: layers.reduce((sum, { size }) => sum + size, 0),
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      layers: layers.map(({ digest, size }) => ({
        ...{ digest, size },
        unpacked: expect.stringMatching(/^sha256:/) as string,
        step: expect.any(String) as string,
      })),
      sbom: expect.stringMatching(/^sha256:/) as string,
    });
  });
});

describe('docker-push of what is published', () => {
  it('builds nothing and asks only whether it is there', async () => {
    const { status, output } = await bed.workspace.push();
    expect(status).toBe(0);
    expect(output).toContain('0 to build, 2 to reuse');
    expect(bed.tap.requests.length).toBeGreaterThan(0);
    expect(bed.tap.count('HEAD')).toBe(bed.tap.requests.length);
  });

  it('does the same after a change of a README', async () => {
    bed.workspace.write(tinyFiles.readme, 'Another text.\n');
    const { status, output } = await bed.workspace.push();
    expect(status).toBe(0);
    expect(output).toContain('0 to build, 2 to reuse');
    expect(bed.tap.count('HEAD')).toBe(bed.tap.requests.length);
  });

  it('is planned without a request for what the engine has', async () => {
    const plan = await bed.workspace.plan();
    expect(plan.images).toMatchObject([
      { flavour: 'base', action: 'reuse', foundIn: 'engine', reasons: [] },
      { flavour: 'child', action: 'reuse', foundIn: 'engine', reasons: [] },
    ]);
    expect(bed.tap.requests).toEqual([]);
  });
});

describe('a fresh engine with a full registry', () => {
  let second: SecondEngine | undefined;
  const env = () => second?.env ?? {};

  beforeAll(async () => {
    // Without root, this uses the same engine after removing these images.
    if (canStartEngine) second = await SecondEngine.start();
    else await bed.forgetImages();
  });
  afterAll(() => second?.close());

  it('is planned with one HEAD for each image', async () => {
    const { images } = await bed.workspace.plan(env());
    expect(images).toMatchObject([
      { flavour: 'base', action: 'reuse', foundIn: 'registry' },
      { flavour: 'child', action: 'reuse', foundIn: 'registry' },
    ]);
    expect(bed.tap.requests).toHaveLength(2);
    expect(bed.tap.count('HEAD')).toBe(2);
  });

  it('builds nothing and moves no layer', async () => {
    const before = flavours.map((name) => bed.workspace.record(name));
    bed.workspace.remove('dist');
    const { status, output } = await bed.workspace.push(env());
    expect(status).toBe(0);
    expect(output).toContain('0 to build, 2 to reuse');
    expect(bed.tap.count('PUT') + bed.tap.count('POST')).toBe(0);
    expect(await bed.downloadedLayers(flavours)).toEqual([]);
    const engine = second?.probe ?? bed.engine;
    expect(await engine.listTags(`${bed.workspace.namespace}/`)).toEqual([]);
    // What it recorded, it read from the registry.
    expect(flavours.map((name) => bed.workspace.record(name))).toEqual(before);
  });

  it('gets the images when it is told to', async () => {
    const load = ['run-many', '-t', 'docker-build', '--load'];
    const { status } = await bed.workspace.nx(load, env());
    expect(status).toBe(0);
    const engine = second?.probe ?? bed.engine;
    expect(await engine.listTags(`${bed.workspace.namespace}/`)).toContain(
      bed.localName('child'),
    );
  });
});
