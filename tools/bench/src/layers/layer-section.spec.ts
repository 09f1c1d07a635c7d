import { join } from 'node:path';

import { listSchemes } from './layer-schemes';
import { measureLayers, quantile, readChanges } from './layer-section';
import type { LockChange, LockedPackage } from './lock-change';
import { weighChange } from './weigh-change';

const root = join(__dirname, '../../../..');
const [python, r] = ['python', 'r'] as const;

const locked = (name: string, version: string, bytes: number) =>
  ({
    name,
    version,
    bytes,
    installed: bytes,
    pinned: false,
    steady: true,
  }) satisfies LockedPackage;

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
  it.each([
    [python, 50, 5],
    [r, 57, 0],
  ])('are fifty and more, of all kinds: %s', (ecosystem, all, pins) => {
    const changes = readChanges(ecosystem);
    const count = (...kinds: string[]) =>
      changes.filter(({ kind }) => kinds.includes(kind)).length;
    expect(changes).toHaveLength(all);
    expect(count('large')).toBeGreaterThanOrEqual(15);
    expect(count('cascade', 'refresh')).toBeGreaterThanOrEqual(10);
    expect(count('pins')).toBe(pins);
  });
});

describe("the toolbox's layers", () => {
  it.each([
    [python, 'small', 0.12],
    [python, 'large', 0.4],
    [python, 'pins', 0.4],
    [r, 'small', 0.12],
    [r, 'large', 0.4],
  ])('keep a change small: %s, %s', (ecosystem, kind, limit) => {
    const changes = readChanges(ecosystem);
    const packages = changes.flatMap(({ before, after }) => [
      ...before,
      ...after,
    ]);
    const toolbox = listSchemes(root, packages, ecosystem).at(-2);
    if (toolbox === undefined) throw new Error('no scheme');
    const { layerOf } = toolbox;
    // One that grows over a limit changes two layers, once.
    const stays = ({ before, after }: LockChange) =>
      after.every((each) => {
        const was = before.find(({ name }) => name === each.name);
        return was === undefined || layerOf(was) === layerOf(each);
      });
    const shares = changes
      .filter((each) => each.kind === kind && stays(each))
      .map((each) => weighChange(each, layerOf))
      .map(({ changed, all }) => changed / all);
    expect(Math.max(...shares)).toBeLessThanOrEqual(limit);
  });
});

it('prints a row for each scheme', () => {
  expect(measureLayers(root).match(/^\| .* MB/gm)).toHaveLength(13);
});

it.each([
  [0.5, 2],
  [0.9, 4],
  [1, 4],
])('quantile %d', (part, value) => {
  expect(quantile([4, 1, 2, 3], part)).toBe(value);
});
