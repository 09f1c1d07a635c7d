import type { KeyPart } from '../../key/key-part';
import { readWorkspace } from '../../workspace/read-workspace';
import { TestWorkspace } from '../testing/test-workspace';
import { findChangedPackages } from './find-changed-packages';

const pin = (name: string, version: string, reason = '-r requirements.txt') =>
  `${name}==${version} \\\n    --hash=sha256:${'a'.repeat(64)}\n    # via ${reason}\n`;
const held = '-c .brickyard/constraints.txt';
const MB = 1e6;

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await TestWorkspace.create();
  workspace.addFlavour('base', {
    Dockerfile: 'FROM ubuntu:24.04\n',
    'requirements.txt': 'scipy\n',
    'locks/17.3-LTS.txt': pin('scipy', '1') + pin('six', '1'),
  });
  workspace.addFlavour('child', {
    Dockerfile: 'FROM brickyard/base\n',
    'requirements.txt': 'pandas\n',
  });
  record('base', 'b', { scipy: ['1', 60 * MB], six: ['1', MB] });
  record('child', 'c', {
    ...{ scipy: ['1', 60 * MB], six: ['1', MB] },
    ...{ pandas: ['2', 40 * MB], Tab_ulate: ['1', MB], polars: ['1', 15 * MB] },
  });
});
afterEach(() => workspace.close());

function record(
  flavour: string,
  key: string,
  packages: Record<string, [string, number]>,
): void {
  const listed = Object.entries(packages).map(([name, [version, size]]) => {
    return { name, version, size };
  });
  const environment = '/databricks/python3';
  const python = [{ environment, version: '3.12', packages: listed }];
  const about = { schema: 2, flavour, runtime: '17.3-LTS', key, probe: 'p' };
  const file = `dist/packages/${flavour}/inventory.json`;
  workspace.write(file, { ...about, os: null, python, r: null, apt: [] });
}

async function find(
  lock: string,
  {
    key = 'c',
    parts = [{ name: 'parent:base', value: 'b' }],
  }: {
    key?: string;
    parts?: KeyPart[];
  } = {},
) {
  if (lock !== '') workspace.write('packages/child/locks/17.3-LTS.txt', lock);
  const { images } = await workspace.prepare();
  const image = images.find(({ flavour }) => flavour.name === 'child');
  if (image === undefined) throw new Error('no child');
  const { root } = readWorkspace(workspace.root, {});
  const last = { key, parts, layers: [] };
  const found = findChangedPackages({ image, last, reasons: [], images, root });
  const { layers, uncounted } = found;
  return { layers: layers && [...layers].sort(), uncounted };
}

const below = pin('scipy', '1') + pin('six', '1');
const own =
  pin('pandas', '2', held) + pin('polars', '1') + pin('tab-ulate', '1');

describe('findChangedPackages', () => {
  it('finds nothing where lock and image agree', async () => {
    expect(await find(own + below)).toEqual({ layers: [], uncounted: [] });
  });

  it.each([
    ['a small one', own.replace('ulate==1', 'ulate==2'), [8]],
    ['one of the line', own.replace('pandas==2', 'pandas==3'), [2]],
    ['one of middle size', own.replace('polars==1', 'polars==2'), [7]],
    ['one that is gone', own.replace(pin('polars', '1'), ''), [7]],
    ['one that was below alone', own + pin('scipy', '2'), [6]],
  ])('knows the layer of %s', async (_, lock, layers) => {
    const rest = lock.includes('scipy') ? pin('six', '1') : below;
    expect(await find(lock + rest)).toEqual({ layers, uncounted: [] });
  });

  it('names a new package, and takes it for a small one', async () => {
    expect(await find(own + below + pin('humanize', '1'))).toEqual({
      ...{ layers: [8], uncounted: ['humanize'] },
    });
  });

  it.each([
    ['the record is of another image', { key: 'other' }],
    [
      'that of the image below is',
      { parts: [{ name: 'parent:base', value: 'other' }] },
    ],
    ['what it was made of is not known', { parts: [] }],
  ])('does not know where %s', async (_, last) => {
    const { layers } = await find(own + below, last);
    expect(layers).toBeUndefined();
  });

  it('does not know without a lock', async () => {
    expect((await find('')).layers).toBeUndefined();
  });

  it('does not trust a damaged record', async () => {
    record('child', 'c', {});
    const file = 'dist/packages/child/inventory.json';
    workspace.write(file, {
      ...{ schema: 2, flavour: 'child', runtime: '17.3-LTS', key: 'c' },
      ...{ probe: 'p', os: null, python: [{ a: 1 }], r: null, apt: [] },
    });
    expect((await find(own + below)).layers).toBeUndefined();
  });
});
