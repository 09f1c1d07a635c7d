import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { listSchemes } from './layer-schemes';
import { measureLayers, quantile } from './layer-section';
import {
  listChanges,
  type LockedPackage,
  type RecordedChanges,
} from './lock-change';
import { weighChange } from './weigh-change';

const root = join(__dirname, '../../../..');
const text = readFileSync(join(__dirname, 'changes.json'), 'utf8');
const recorded = JSON.parse(text) as RecordedChanges;
const changes = listChanges(recorded);

const locked = (name: string, version: string, bytes: number) =>
  ({ name, version, bytes, pinned: false }) satisfies LockedPackage;

describe('weighChange', () => {
  const before = [locked('a', '1', 5), locked('b', '1', 7)];
  const after = [...before.slice(0, 1), locked('b', '2', 8)];
  const change = { kind: 'small', title: 'b', before, after };

  it.each([
    ['one layer', () => '', 13],
    ['a layer for each', ({ name }: LockedPackage) => name, 8],
  ])('of %s', (_, layerOf, changed) => {
    expect(weighChange(change, layerOf)).toEqual({
      kind: 'small',
      changed,
      all: 13,
    });
  });

  it('counts both layers of a package that moves from one to another', () => {
    const small = [...before, locked('c', '1', 1)];
    const large = [...before, locked('c', '2', 10)];
    const layerOf = ({ bytes }: LockedPackage) => (bytes < 9 ? 'a' : 'b');
    const moved = { ...change, before: small, after: large };
    expect(weighChange(moved, layerOf).changed).toBe(22);
  });
});

describe('the changes that are replayed', () => {
  it('are fifty, of all kinds', () => {
    const count = (...kinds: string[]) =>
      changes.filter(({ kind }) => kinds.includes(kind)).length;
    expect(changes).toHaveLength(50);
    expect(count('large')).toBeGreaterThanOrEqual(15);
    expect(count('cascade', 'refresh')).toBeGreaterThanOrEqual(10);
    expect(count('pins')).toBe(5);
  });
});

describe("the toolbox's layers", () => {
  const packages = changes.flatMap(({ before, after }) => [
    ...before,
    ...after,
  ]);
  const toolbox = listSchemes(root, packages).at(-2);

  it.each([
    ['small', 0.12],
    ['large', 0.4],
    ['pins', 0.4],
  ])('keep a change of a %s package small', (kind, limit) => {
    if (toolbox === undefined) throw new Error('no scheme');
    const shares = changes
      .filter((each) => each.kind === kind)
      .map((each) => weighChange(each, toolbox.layerOf))
      .map(({ changed, all }) => changed / all);
    expect(Math.max(...shares)).toBeLessThanOrEqual(limit);
  });
});

it('prints a row for each scheme', () => {
  expect(measureLayers(root).match(/^\| .* MB/gm)).toHaveLength(7);
});

it.each([
  [0.5, 2],
  [0.9, 4],
  [1, 4],
])('quantile %d', (part, value) => {
  expect(quantile([4, 1, 2, 3], part)).toBe(value);
});
