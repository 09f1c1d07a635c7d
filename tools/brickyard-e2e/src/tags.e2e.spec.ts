import type { ImageRecord } from '../../brickyard/src/run/records/image-record';
import { TestBed } from './test-bed';
import { addPlainFlavour } from './tiny-flavours';

let bed: TestBed;
let published: ImageRecord;

beforeAll(async () => {
  bed = await TestBed.open();
  addPlainFlavour(bed, 'plain');
  addPlainFlavour(bed, 'foreign', 'made by someone else');
  bed.workspace.commit('two flavours');
});
beforeEach(async () => {
  await bed.workspace.publish();
  published = bed.workspace.record('plain');
  bed.tap.reset();
});
afterAll(() => bed?.close());

it('writes the immutable tag once and every other tag with one PUT', async () => {
  bed.workspace.write('packages/plain/content', 'tags\n');
  await bed.workspace.publish();
  const { tags, key } = bed.workspace.record('plain');
  const [, ...floating] = published.tags;
  expect(tags).toEqual([`k-${key.slice(0, 40)}`, ...floating]);
  const written = bed.tap.requests
    .filter(({ method, kind }) => method === 'PUT' && kind === 'manifest')
    .map(({ path }) => path.split('/').at(-1));
  expect(written.sort()).toEqual([...tags].sort());
});

it('leaves the floating tags alone with --channel, be it a number', async () => {
  const [, floating = ''] = published.tags;
  bed.workspace.write('packages/plain/content', 'a pull request\n');
  const push = ['docker-push', 'plain', '--channel=12'];
  const { status } = await bed.workspace.nx(push);
  expect(status).toBe(0);
  const { digest, tags } = bed.workspace.record('plain');
  expect(digest).not.toBe(published.digest);
  expect(tags.slice(1)).toEqual([`12-${floating}`]);
  expect(await bed.publishedDigest('plain', `12-${floating}`)).toBe(digest);
  for (const tag of ['latest', floating]) {
    expect(await bed.publishedDigest('plain', tag)).toBe(published.digest);
  }
});

it('puts a floating tag back that someone moved', async () => {
  await movePublishedTag('latest');
  const { status, output } = await bed.workspace.push();
  expect(status).toBe(0);
  expect(output).toContain('0 to build');
  expect(await bed.publishedDigest('plain', 'latest')).toBe(published.digest);
});

it('neither overwrites nor spreads an immutable tag that someone moved', async () => {
  const [immutable = ''] = published.tags;
  const foreign = await movePublishedTag(immutable);
  const { status, output } = await bed.workspace.push();
  expect(status).not.toBe(0);
  expect(output).toContain('[TAG_CONFLICT]');
  expect(output).toContain(`${bed.localName('plain', immutable)} exists`);
  expect(await bed.publishedDigest('plain', immutable)).toBe(foreign);
  expect(await bed.publishedDigest('plain', 'latest')).toBe(published.digest);
});

/** To an image that is not the flavour's. */
async function movePublishedTag(tag: string): Promise<string> {
  const [from, to] = ['foreign', 'plain'].map((name) => bed.repository(name));
  const manifest = await bed.published.getManifest(from!, 'latest');
  const { config, layers } = await bed.publishedManifest('foreign', 'latest');
  for (const { digest } of [config, ...layers]) {
    await bed.published.mountBlob(to!, digest, from!.repository);
  }
  return bed.published.putManifest(to!, tag, manifest!);
}
