import type { ImagePlan } from '../../brickyard/src/plan/build-plan';
import type { ImageRecord } from '../../brickyard/src/run/records/image-record';
import { TestBed } from './test-bed';
import { addTinyFlavours, showTiny, tinyFiles } from './tiny-flavours';

let bed: TestBed;
let published: ReturnType<typeof records>;

beforeAll(async () => {
  bed = await TestBed.open();
  addTinyFlavours(bed);
});
beforeEach(async () => {
  await bed.workspace.publish();
  published = records();
  bed.workspace.commit('published');
  bed.tap.reset();
});
afterAll(() => bed?.close());

describe('docker-push after a change', () => {
  it('rebuilds the one image whose requirements changed, and names the file', async () => {
    bed.workspace.write(tinyFiles.requirements, 'pandas\nscipy==1.15.1\n');
    expect(await explain()).toEqual([
      ['base', 'reuse'],
      ['child', 'build', 'context:requirements.txt changed'],
    ]);

    const { status, output } = await bed.workspace.push();
    expect(status).toBe(0);
    expect(output).toContain('requirements.txt changed');
    expect(output).toContain('1 to build, 1 to reuse');
    const { base, child } = records();
    expect(base).toEqual(published.base);
    expect(child.digest).not.toBe(published.child.digest);
    expect(await bed.publishedDigest('child', 'latest')).toBe(child.digest);
    expect(await showTiny(bed, 'child')).toContain('scipy==1.15.1\n');
  });

  it('uploads only what the change made', async () => {
    bed.workspace.write(tinyFiles.requirements, 'pandas\nscipy==1.15.2\n');
    const cost = await estimate('child');
    // The list, and what a RUN makes of it: the image below does not change.
    const { layers } = await bed.publishedManifest('child', 'latest');
    const own = layers.slice(-2).reduce((sum, { size }) => sum + size, 0);
    expect(cost).toEqual({
      ...{ size: published.child.size, upload: own, download: own },
      ...{ isBound: false, uncounted: [] },
    });
    await bed.workspace.publish();
    const before = await bed.layerDigests('child', published.child.digest);
    const after = await bed.layerDigests('child', records().child.digest);
    const added = after.filter((digest) => !before.includes(digest));
    const uploaded = bed.tap.uploadedBlobs;
    expect(uploaded).toEqual(expect.arrayContaining(added));
    // The config and the SBOM, too.
    expect(bed.tap.count('PUT', 'upload')).toBe(added.length + 2);
  });

  it('rebuilds parent and child, in this order, when the parent changed', async () => {
    bed.workspace.write(tinyFiles.setup, `echo new ${bed.workspace.id}\n`);
    expect(await explain()).toEqual([
      ['base', 'build', 'context:setup.sh changed'],
      ['child', 'build', 'parent:base changed'],
    ]);

    const { status, output } = await bed.workspace.push();
    expect(status).toBe(0);
    expect(output).toContain('2 to build, 0 to reuse');
    expect(records().base.digest).not.toBe(published.base.digest);
    expect(await showTiny(bed, 'child')).toContain(`new ${bed.workspace.id}\n`);
  });

  it('goes back to what it built before without building', async () => {
    const before = await show('requirements.txt');
    bed.workspace.write(tinyFiles.requirements, 'pandas\nscipy\n');
    await bed.workspace.publish();
    bed.workspace.write(tinyFiles.requirements, before);

    const { output } = await bed.workspace.push();
    expect(output).toContain('0 to build, 2 to reuse');
    expect(records().child.digest).toBe(published.child.digest);
    expect(await bed.publishedDigest('child', 'latest')).toBe(
      published.child.digest,
    );
    expect(await showTiny(bed, 'child')).toContain(before);
  });
});

describe('nx affected -t docker-push', () => {
  const range = ['--base=HEAD~1', '--head=HEAD'];
  const affected = ['affected', '-t', 'docker-push', ...range];

  it('publishes the flavour whose requirements a commit changed', async () => {
    bed.workspace.write(tinyFiles.requirements, 'scipy==1.15.1\n');
    bed.workspace.commit('another pandas');
    const { status, output } = await bed.workspace.nx(affected);
    expect(status).toBe(0);
    expect(output).toMatch(/^child@\S+ +built .*published/m);
    expect(output).toMatch(/^base@\S+ +reused, already published/m);
    expect(await showTiny(bed, 'child')).toContain('scipy==1.15.1\n');
  });

  it('publishes parent and child when a commit changed the parent', async () => {
    bed.workspace.write(tinyFiles.setup, `echo affected ${bed.workspace.id}\n`);
    bed.workspace.commit('another base');
    const { status, output } = await bed.workspace.nx(affected);
    expect(status).toBe(0);
    expect(output).toContain('2 to build, 0 to reuse');
    expect(output).toMatch(/^base@\S+ +built .*published/m);
  });

  it('does nothing for a commit of a README', async () => {
    bed.workspace.write(tinyFiles.readme, `Words, ${Math.random()}.\n`);
    bed.workspace.commit('words');
    const { status, output } = await bed.workspace.nx(affected);
    expect(status).toBe(0);
    expect(output).toContain('No tasks were run');
    expect(bed.tap.requests).toEqual([]);
  });
});

async function estimate(flavour: string): Promise<ImagePlan['cost']> {
  const { images, requests } = await bed.workspace.plan();
  // What was pushed from here is known, but for whether it is the last one still.
  expect(requests.get).toBe(1);
  return images.find((image) => image.flavour === flavour)?.cost;
}

function records(): Record<'base' | 'child', ImageRecord> {
  const { workspace } = bed;
  return { base: workspace.record('base'), child: workspace.record('child') };
}

/** A line of plan for each image: flavour, action, reasons. */
async function explain(): Promise<string[][]> {
  const { images } = await bed.workspace.plan();
  return images.map(({ flavour, action, reasons }: ImagePlan) => [
    flavour,
    action,
    ...reasons.map(({ part, change }) => `${part} ${change}`),
  ]);
}

async function show(file: string): Promise<string> {
  return bed.engine.run(bed.localName('child'), ['cat', `/${file}`]);
}
