import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MEDIA_TYPES } from '../../brickyard/src/registry/protocol/manifest-type';
import { referrersTag } from '../../brickyard/src/registry/referrers/referrers-index';
import type { Manifest } from '../../brickyard/src/registry/registry';
import { SBOM_TYPE } from '../../brickyard/src/run/publish/push-sbom';
import { validateSbom } from '../../brickyard/src/sbom/testing/test-schema';
import { expectSuccess } from './expectations';
import { TestBed } from './test-bed';

let bed: TestBed;
let text: string;
let output: string;

beforeAll(async () => {
  bed = await TestBed.open();
  bed.workspace.addFlavour('tiny', {
    Dockerfile: 'FROM ubuntu:24.04\nCOPY setup.sh /\nRUN sh /setup.sh\n',
    'setup.sh': 'mkdir /jars && : > /jars/commons-io-2.16.1.jar\n',
  });
  bed.workspace.addFlavour('files', {
    Dockerfile: 'FROM scratch\nCOPY a /\n',
    a: '',
  });
  bed.workspace.commit('two flavours');
  ({ output } = await bed.workspace.publish());
  text = read();
}, 300_000);
beforeEach(() => bed.tap.reset());
afterAll(() => bed?.close());

const path = (flavour = 'tiny') => `dist/packages/${flavour}/sbom.cdx.json`;
const file = (flavour?: string) => join(bed.workspace.root, path(flavour));
const read = () => readFileSync(file(), 'utf8');
const record = () => bed.workspace.record('tiny');
const listed = () =>
  bed.published.listReferrers(bed.repository('tiny'), record().digest);

describe('the SBOM of a published image', () => {
  it('holds to the official schema', async () => {
    expect(await validateSbom(text)).toBeNull();
  });

  it('lists what dpkg lists', async () => {
    const { components } = JSON.parse(text) as { components: Component[] };
    const debian = components.filter(({ purl }) =>
      purl?.startsWith('pkg:deb/'),
    );
    const lines = debian.map(({ name, version }) => `${name} ${version}`);
    const query = "dpkg-query -W -f='${Package} ${Version}\\n'";
    const found = await bed.engine.run(bed.localName('tiny'), [
      'sh',
      '-c',
      query,
    ]);
    expect(lines.sort()).toEqual(found.trim().split('\n').sort());
  });

  it('lists archives of Java, and how large packages are', () => {
    const { components } = JSON.parse(text) as { components: Component[] };
    const jar = components.find(({ name }) => name === 'commons-io');
    expect(jar?.purl).toBe('pkg:generic/commons-io@2.16.1');
    const dpkg = components.find(({ name }) => name === 'dpkg');
    expect(dpkg?.properties).toContainEqual({
      name: 'brickyard:size',
      value: expect.stringMatching(/^\d{6,}$/) as unknown,
    });
  });

  it('is found by the digest of the image, and read again', async () => {
    const { digest, sbom } = record();
    expect(text).toContain(digest);
    const [found, ...others] = await listed();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ digest: sbom, artifactType: SBOM_TYPE });
    const at = bed.repository('tiny');
    const artifact = await bed.published.getReferrer(at, found?.digest ?? '');
    expect(Buffer.from(artifact?.bytes ?? []).toString()).toBe(text);
  });

  it('is listed under a tag, since this registry has no list of its own', async () => {
    const { digest } = record();
    const list = await bed.published.getManifest(
      bed.repository('tiny'),
      referrersTag(digest),
    );
    expect(list?.mediaType).toBe(MEDIA_TYPES.ociIndex);
    const answer = await fetch(
      `http://${bed.registry.host}/v2/${bed.repository('tiny').repository}/referrers/${digest}`,
    );
    expect(answer.status).toBe(404);
  });

  it('is not made of a library', () => {
    expect(existsSync(file('files'))).toBe(false);
    expect(output).not.toMatch(/files@\S+ .* SBOM/);
  });

  it('costs the next push nothing', async () => {
    expectSuccess(await bed.workspace.push());
    const methods = bed.tap.requests.map(({ method }) => method);
    expect(methods.filter((method) => method !== 'HEAD')).toEqual([]);
  });

  it('is made again byte for byte, and uploaded once', async () => {
    bed.workspace.remove('dist');
    expectSuccess(await bed.workspace.push());
    expect(read()).toBe(text);
    expect(await listed()).toHaveLength(1);
    expect(bed.tap.count('PUT') + bed.tap.count('POST')).toBe(0);
  });

  it('is found where the image is not', async () => {
    const { sbom } = record();
    bed.workspace.remove('dist');
    await bed.forgetImages();
    expectSuccess(await bed.workspace.push());
    expect(record().sbom).toBe(sbom);
    expect(await bed.downloadedLayers(['tiny'])).toEqual([]);
  });
});

describe('a push whose SBOM cannot be put up', () => {
  it('succeeds with a warning where no artifacts are taken', async () => {
    bed.workspace.write('packages/tiny/setup.sh', 'echo two\n');
    bed.tap.refuse = ({ method, path: at }) =>
      method === 'PUT' && at.includes('/manifests/sha256:')
        ? { status: 415, body: { errors: [{ code: 'MANIFEST_INVALID' }] } }
        : undefined;
    const pushed = await bed.workspace.push();
    expectSuccess(pushed);
    expect(pushed.output).toMatch(
      /tiny@\S+: has no SBOM in the registry: .*415/,
    );
    expect(await bed.publishedDigest('tiny', 'latest')).toBe(record().digest);

    bed.tap.reset();
    expectSuccess(await bed.workspace.push());
    expect(await listed()).toMatchObject([{ digest: record().sbom }]);
  });

  it("leaves somebody else's manifest in the place of the list alone", async () => {
    const at = bed.repository('tiny');
    const { digest } = record();
    const other = (await bed.published.getManifest(at, 'latest')) as Manifest;
    await bed.published.putManifest(at, referrersTag(digest), other);
    bed.workspace.remove('dist/packages/tiny/image.json');
    const pushed = await bed.workspace.push();
    expectSuccess(pushed);
    expect(pushed.output).toContain('is not a list of referrers');
    expect(await bed.publishedDigest('tiny', referrersTag(digest))).toBe(
      digest,
    );
  });
});

interface Component {
  name: string;
  version: string;
  purl?: string;
  properties?: { name: string; value: string }[];
}
