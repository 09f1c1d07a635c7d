import { testInventory } from '../inventory/testing/test-inventory';
import type { SbomInventory } from './list-components';
import { renderSbom, type SbomSubject } from './render-sbom';
import { validateSbom } from './testing/test-schema';

const subject: SbomSubject = {
  flavour: 'python-r',
  runtime: '17.3-LTS',
  key: 'ab'.repeat(32),
  digest: `sha256:${'cd'.repeat(32)}`,
  tag: `k-${'ab'.repeat(20)}`,
  created: '2026-01-02T03:04:05.678901234Z',
};
const inventory: SbomInventory = {
  os: { id: 'ubuntu', version: '24.04', name: 'Ubuntu 24.04.3 LTS' },
  java: [{ path: '/usr/lib/jvm/zulu17', version: '17.0.16' }],
  python: [
    {
      environment: '/databricks/python3',
      version: '3.12.3',
      packages: [{ name: 'PyYAML', version: '6.0' }],
    },
    {
      environment: '/usr',
      version: '3.12.3',
      packages: [{ name: 'PyYAML', version: '6.0' }],
    },
  ],
  r: {
    version: '4.4.2',
    packages: [
      { name: 'jsonlite', version: '1.8.8', built: '4.4.2', library: '/l' },
      { name: 'stats', version: '4.4.2', built: '4.4.2', library: '/r' },
    ],
  },
  apt: [{ name: 'bash', version: '5.2.21-2ubuntu4', size: 4096 }],
  jars: [
    jar('/l/core-1.0.jar', 'core', 'org.example', '1.0'),
    jar('/l/own-2.jar', 'own', null, '2'),
    jar('/l/REngine.jar', 'REngine', null, null),
  ],
  size: 1333945879,
};
const empty: SbomInventory = testInventory();

function jar(
  path: string,
  ...[name, group, version]: [string, string | null, string | null]
) {
  return { path, name, group, version, size: 7 };
}

interface Sbom {
  serialNumber: string;
  metadata: { timestamp?: string; component: Record<string, unknown> };
  components: {
    'bom-ref': string;
    purl?: string;
    properties?: { name: string; value: string }[];
  }[];
}

const parse = (text: string) => JSON.parse(text) as Sbom;
const refs = (text: string) =>
  parse(text).components.map((component) => component['bom-ref']);

describe('renderSbom', () => {
  it('names the image by its digest, and no registry', () => {
    const { metadata, serialNumber } = parse(renderSbom(subject, inventory));
    const purl = `pkg:oci/python-r@${subject.digest}?arch=amd64&tag=${subject.tag}`;
    expect(metadata).toMatchObject({
      timestamp: '2026-01-02T03:04:05.678Z',
      component: {
        type: 'container',
        name: 'python-r',
        version: subject.digest,
        purl,
        properties: [
          { name: 'brickyard:key', value: subject.key },
          { name: 'brickyard:runtime', value: '17.3-LTS' },
          { name: 'brickyard:size', value: '1333945879' },
        ],
      },
    });
    expect(serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8/);
  });

  it('lists what the image contains, in order', () => {
    const { components } = parse(renderSbom(subject, inventory));
    const pairs = components.map((each) => [each['bom-ref'], each.purl]);
    expect(pairs).toEqual([
      [
        'apt:bash@5.2.21-2ubuntu4',
        'pkg:deb/ubuntu/bash@5.2.21-2ubuntu4?distro=ubuntu-24.04',
      ],
      ['jar:/l/REngine.jar', undefined],
      ['jar:/l/core-1.0.jar', 'pkg:maven/org.example/core@1.0'],
      ['jar:/l/own-2.jar', 'pkg:generic/own@2'],
      ['os:ubuntu@24.04', undefined],
      ['platform:/databricks/python3:python@3.12.3', undefined],
      ['platform:/usr/lib/jvm/zulu17:java@17.0.16', undefined],
      ['platform:/usr:python@3.12.3', undefined],
      ['platform:r@4.4.2', undefined],
      ['python:/databricks/python3:PyYAML@6.0', 'pkg:pypi/pyyaml@6.0'],
      ['python:/usr:PyYAML@6.0', 'pkg:pypi/pyyaml@6.0'],
      ['r:/l:jsonlite@1.8.8', 'pkg:cran/jsonlite@1.8.8'],
      ['r:/r:stats@4.4.2', undefined],
    ]);
  });

  it('says where a package is', () => {
    const { components } = parse(renderSbom(subject, inventory));
    const found = components.find((c) => c['bom-ref'].includes('jsonlite'));
    expect(found).toMatchObject({
      type: 'library',
      name: 'jsonlite',
      version: '1.8.8',
      properties: [
        { name: 'brickyard:built', value: '4.4.2' },
        { name: 'brickyard:library', value: '/l' },
      ],
    });
  });

  it('says how large a package is, where that is known', () => {
    const { components } = parse(renderSbom(subject, inventory));
    const sizes = components.map((each) => [
      each['bom-ref'],
      each.properties?.find(({ name }) => name === 'brickyard:size')?.value,
    ]);
    expect(sizes).toContainEqual(['apt:bash@5.2.21-2ubuntu4', '4096']);
    expect(sizes).toContainEqual(['python:/usr:PyYAML@6.0', undefined]);
  });

  it('gives an archive the group of Maven, and no version of its own making', () => {
    const { components } = parse(renderSbom(subject, inventory));
    const [engine, core] = components.filter((each) =>
      each['bom-ref'].startsWith('jar:'),
    );
    expect(core).toMatchObject({ group: 'org.example', version: '1.0' });
    expect(engine).not.toHaveProperty('group');
    expect(engine).not.toHaveProperty('version');
  });

  it.each([
    ['all kinds', subject, inventory],
    ['nothing', { ...subject, created: '' }, empty],
    [
      'what is unusual',
      subject,
      { ...empty, apt: [{ name: 'é"\n', version: '' }] },
    ],
  ])('holds to the schema with %s', async (_name, of, contents) => {
    const text = renderSbom(of, contents);
    expect(await validateSbom(text)).toBeNull();
  });

  it('would be found out if it did not', async () => {
    const text = renderSbom(subject, inventory).replace('"bom-ref"', '"ref"');
    expect(await validateSbom(text)).not.toBeNull();
  });

  it('is the same text of the same image', () => {
    const text = renderSbom(subject, inventory);
    expect(renderSbom(subject, structuredClone(inventory))).toBe(text);
    expect(text).toMatch(/\n}\n$/);
  });

  it('has a number of its own for each image', () => {
    const other = { ...subject, digest: `sha256:${'ef'.repeat(32)}` };
    const [one, two] = [subject, other].map(
      (of) => parse(renderSbom(of, empty)).serialNumber,
    );
    expect(one).not.toBe(two);
  });

  it('claims nothing about what depends on what', () => {
    expect(parse(renderSbom(subject, inventory))).not.toHaveProperty(
      'dependencies',
    );
  });

  it('has no time when the image has none', () => {
    const { metadata } = parse(renderSbom({ ...subject, created: '' }, empty));
    expect(metadata).not.toHaveProperty('timestamp');
  });

  it('names one thing once', () => {
    const item = { name: 'a', version: '1' };
    const text = renderSbom(subject, { ...empty, apt: [item, item] });
    expect(refs(text)).toEqual(['apt:a@1']);
  });

  it('knows no owner of packages in an unknown system', () => {
    const apt = [{ name: 'a', version: '1' }];
    const [found] = parse(renderSbom(subject, { ...empty, apt })).components;
    expect(found?.purl).toBeUndefined();
  });
});
