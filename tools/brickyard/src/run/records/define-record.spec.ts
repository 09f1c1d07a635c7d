import type { KeyedImage } from '../../plan/key-images';
import { createFamily, type TestWorkspace } from '../testing/test-workspace';
import { buildRecords } from './build-record';
import type { RecordKind } from './define-record';
import { imageRecords } from './image-record';
import { inventoryRecords } from './inventory-record';
import { smokeRecords } from './smoke-record';
import { parsePass, testRecords } from './tests-record';

const key = 'a'.repeat(64);
const named = { flavour: 'base', runtime: '17.3-LTS', key };

const image: Record<string, unknown> = {
  reference: 'r.example.com/base@sha256:1',
  digest: 'sha256:1',
  tags: ['latest'],
  ...named,
  size: 1,
  created: '2026-01-01T00:00:00Z',
  sbom: null,
};
const inventory: Record<string, unknown> = {
  schema: 2,
  ...named,
  probe: 'sha256:2',
  os: null,
  python: [],
  r: null,
  apt: [{ name: 'bash', version: '5' }],
};
const build: Record<string, unknown> = { ...named, seconds: 1.5 };
const test: Record<string, unknown> = {
  ...named,
  suite: 'sha256:3',
  rules: 'sha256:4',
  passed: true,
  tests: [],
  conformance: { findings: [], checked: [], skipped: [], waived: [] },
};
const smoke: Record<string, unknown> = {
  ...named,
  smoke: 'sha256:5',
  version: '4.0.0',
  ok: true,
  checks: [{ name: 'bash', state: 'ok', seconds: 0, detail: '5' }],
  output: [],
};

/** Each kind, a sound record, and the same with one key that says nonsense. */
const kinds: [
  string,
  RecordKind<never, unknown>,
  Record<string, unknown>,
  Record<string, unknown>,
][] = [
  ['image', imageRecords, image, { tags: 'latest' }],
  ['inventory', inventoryRecords, inventory, { apt: ['bash'] }],
  ['build', buildRecords, build, { seconds: 'long' }],
  ['test', testRecords, test, { tests: [{ name: 'a' }] }],
  ['smoke', smokeRecords, smoke, { checks: [{ name: 'bash' }] }],
];

let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await createFamily();
});
afterAll(() => workspace.close());

describe.each(kinds)('%s records', (name, records, sound, nonsense) => {
  const path = `dist/packages/base/${name}.json`;
  const about: KeyedImage = {
    ...({ key, isFirst: true } as KeyedImage),
    flavour: { path: 'packages/base' } as KeyedImage['flavour'],
  };
  const read = (value: unknown) => {
    workspace.write(path, value as string);
    return records.read(about, workspace.root);
  };

  it('are read as they were written', () => {
    records.write(about, sound as never, workspace.root);
    expect(records.path(about)).toBe(path);
    const found = records.read(about, workspace.root);
    expect(JSON.stringify(found)).toBe(JSON.stringify(sound));
  });

  it('keep what a newer Brickyard adds', () => {
    expect(read({ ...sound, more: 1 })).toEqual({ ...sound, more: 1 });
  });

  it.each([
    ['is about another image', { ...sound, key: 'b'.repeat(64) }],
    ['says nonsense', { ...sound, ...nonsense }],
    ['has no key', { ...sound, key: undefined }],
    ['is empty', ''],
    ['is cut off', '{'],
    ['is not an object', 'null'],
  ])('are not believed when one %s', (_name, value) => {
    expect(read(sound)).toEqual(sound);
    expect(read(value)).toBeUndefined();
  });

  it('are not there until they are written, and once they are removed', () => {
    expect(read(sound)).toEqual(sound);
    records.remove(about, workspace.root);
    expect(records.read(about, workspace.root)).toBeUndefined();
    records.remove(about, workspace.root);
  });
});

describe('an inventory record', () => {
  it('of an older schema is not believed', () => {
    const value = { ...inventory, schema: 1 };
    expect(inventoryRecords.parse({ key }, value)).toBeUndefined();
  });
});

describe('parsePass', () => {
  const wanted = { suite: 'sha256:3', rules: 'sha256:4' };

  it.each<[string, string, boolean]>([
    ['a pass', JSON.stringify(test), true],
    ['a failure', JSON.stringify({ ...test, passed: false }), false],
    ['other tests', JSON.stringify({ ...test, suite: 'x' }), false],
    ['other rules', JSON.stringify({ ...test, rules: 'x' }), false],
    ['another image', JSON.stringify({ ...test, key: 'x' }), false],
    [
      'an older record',
      JSON.stringify({ ...test, conformance: undefined }),
      false,
    ],
    ['no JSON', '{', false],
  ])('%s', (_name, text, isPass) => {
    expect(parsePass({ key }, wanted, text) !== undefined).toBe(isPass);
  });
});
