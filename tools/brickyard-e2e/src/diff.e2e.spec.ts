import type { ImageDiff } from '../../brickyard/src/run/diff/layer-diff';
import { SBOM_TYPE } from '../../brickyard/src/run/publish/push-sbom';
import { expectFailure, expectSuccess } from './expectations';
import { TestBed } from './test-bed';

let bed: TestBed;

beforeAll(async () => {
  bed = await TestBed.open();
  const { workspace } = bed;
  const install = (name: string) =>
    `RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends ${name} > /dev/null\n`;
  const system = `${workspace.namespace}/system`;
  workspace.addFlavour('system', { Dockerfile: 'FROM ubuntu:24.04\n' });
  workspace.addFlavour('more', {
    Dockerfile: `FROM ${system}\n${install('hello')}`,
  });
  workspace.commit('two flavours');
  expectSuccess(
    await workspace.nx(['run-many', '-t', 'docker-push', '-p', 'system,more']),
  );
}, 120_000);
afterAll(() => bed?.close());

const run = (...words: string[]) => bed.workspace.brickyard(['diff', ...words]);

async function diff(...words: string[]): Promise<ImageDiff> {
  const finished = await run(...words, '--json');
  expectSuccess(finished);
  return JSON.parse(finished.stdout) as ImageDiff;
}

const published = (name: string, tag = 'latest') =>
  `${bed.tap.host}/${bed.repository(name).repository}:${tag}`;

describe('brickyard diff', () => {
  it('finds the one package that an image has more', async () => {
    const { groups, sizeChange, fileSizeChange } = await diff('system', 'more');
    expect(groups).toHaveLength(1);
    const [group] = groups;
    expect(group).toMatchObject({ ecosystem: 'apt', changed: [], removed: [] });
    const words = await bed.engine.run(bed.localName('more'), [
      'dpkg-query',
      '-Wf${Version} ${Installed-Size}',
      'hello',
    ]);
    const [version, kibibytes] = words.split(' ');
    const grown = Number(kibibytes) * 1024;
    expect(group?.added).toEqual([
      { name: 'hello', version, direct: null, sizeChange: grown },
    ]);
    expect(sizeChange).toBeGreaterThan(0);
    expect(fileSizeChange).toBeGreaterThan(0);
  });

  it('names the layer that has it', async () => {
    const { layers } = await diff('system', 'more');
    await expectOwnLayer(layers);
    const unpublished = await diffInEngine('system', 'more');
    const own = unpublished?.layers.filter((layer) => layer.in === 'to');
    expect(own).toMatchObject([
      { step: expect.stringMatching(installed) as string },
    ]);
    expect(unpublished?.to.measure).toBe('unpacked');
    expect(unpublished?.pull).toBeGreaterThan(0);
  });

  it('finds it missing the other way round', async () => {
    const { groups } = await diff('more', 'system');
    expect(groups[0]?.removed.map(({ name }) => name)).toEqual(['hello']);
  });

  it('looks into the image when no record is about it', async () => {
    bed.workspace.remove('dist/packages/more/inventory.json');
    const finished = await run('system', 'more', '--exit-code');
    expect(finished.status).toBe(1);
    expect(finished.stdout).toContain("the engine's image");
    expect(finished.stdout).toMatch(/^apt: 1 added\n {2}added {2}hello/m);
    const names = await bed.engine.listTags(bed.localName('more', ''));
    for (const name of names)
      expect(await bed.engine.listContainers(name)).toEqual([]);
  });

  it('asks the registry for an image that the engine has not', async () => {
    const before = published('system');
    const name = published('more');
    await bed.forgetImages();
    bed.tap.reset();
    const { from, groups, layers, ...sizes } = await diff(before, name);
    expect(from.source).toBe('its SBOM in the registry');
    expect(sizes.sizeChange).toBeNull();
    expect(sizes.fileSizeChange).toBeGreaterThan(0);
    expect(groups[0]?.added.map((item) => item.name)).toEqual(['hello']);
    await expectOwnLayer(layers);
    expect(await bed.downloadedLayers(['system', 'more'])).toEqual([]);
  });

  it('knows a flavour of a fresh runner by its SBOM, too', async () => {
    bed.workspace.remove('dist');
    const { to } = await diff('system', 'more');
    expect(to.source).toBe('its SBOM in the registry');
  });

  it('pulls an image whose SBOMs are gone, or damaged', async () => {
    const { registry } = bed.repository('system');
    const at = bed.repository('plain');
    const { bytes, mediaType } = await copyManifest('more', at.repository);
    await bed.published.putManifest(at, '1', {
      bytes,
      mediaType,
    });
    const gone = await putSbom('plain', '{}');
    const damaged = await putSbom('plain', '{"bomFormat":');
    await bed.published.deleteManifest(at, gone);
    const name = `${registry}/${at.repository}:1`;
    const finished = await run(name, 'system', '--markdown');
    expectSuccess(finished);
    const said = finished.output.match(/SBOM is not used: SBOM \S+/g);
    expect(said).toEqual([expect.stringContaining(damaged)]);
    expect(finished.output).toContain(`${name}: pulling it`);
    expect(finished.stdout).toMatch(/^\| removed \| `hello` \| .* \| −\d/m);
    await bed.engine.removeImages([`${registry}/${at.repository}`]);
  });

  it('says what is nowhere', async () => {
    expectFailure(await run(published('gone'), 'system'), 'IMAGE_UNKNOWN');
    expectFailure(
      await run('systm', 'more'),
      'REFERENCE_INVALID',
      'a flavour (more, system)',
    );
    bed.workspace.write('packages/system/a', '');
    bed.workspace.write(
      'packages/system/Dockerfile',
      'FROM ubuntu:24.04\nCOPY a /\n',
    );
    // What is not built is told by its lists, to another flavour alone.
    bed.workspace.write('list.txt', 'numpy==2.2.0\n');
    expectFailure(
      await run('system', 'list.txt'),
      'IMAGE_UNKNOWN',
      'npx nx docker-build system',
    );
    const lists = await run('system', 'more');
    expectSuccess(lists);
    expect(lists.stdout).toContain('locks and lists of packages');
  });
});

const installed = /^RUN apt-get update -qq && apt-get install/;

/** `more` has one layer on top of `system`: what a node pulls that has the latter. */
async function expectOwnLayer(layers: ImageDiff['layers']): Promise<void> {
  const manifest = await bed.publishedManifest('more', 'latest');
  const { digest, size } = manifest.layers.at(-1) ?? {};
  const base = Array.from({ length: manifest.layers.length - 1 }, () => 'both');
  expect(layers?.layers.map((layer) => layer.in)).toEqual([...base, 'to']);
  expect(layers).toMatchObject({
    to: { measure: 'download', size: bed.workspace.record('more').size },
    pull: size,
  });
  const step = expect.stringMatching(installed) as string;
  expect(layers?.layers.at(-1)).toMatchObject({ digest, size, step });
}

/** By names that no registry knows. */
async function diffInEngine(from: string, to: string) {
  return (await diff(bed.localName(from), bed.localName(to))).layers;
}

/** Something that claims to be the SBOM of an image under the tag 1. */
async function putSbom(flavour: string, text: string): Promise<string> {
  const at = bed.repository(flavour);
  const subject = await bed.published.headManifest(at, '1');
  if (subject === undefined) throw new Error(`${flavour} is not published`);
  return bed.published.putReferrer(at, subject, {
    artifactType: SBOM_TYPE,
    mediaType: SBOM_TYPE,
    bytes: Buffer.from(text),
  });
}

/** The same content in another repository, where nothing lies beside it. */
async function copyManifest(flavour: string, repository: string) {
  const from = bed.repository(flavour);
  const manifest = await bed.published.getManifest(from, 'latest');
  if (manifest === undefined) throw new Error(`${flavour} is published`);
  const { config, layers } = await bed.publishedManifest(flavour, 'latest');
  const to = { registry: from.registry, repository };
  for (const { digest } of [config, ...layers])
    await bed.published.mountBlob(to, digest, from.repository);
  return manifest;
}
