import { diffParts } from './diff-parts';
import { foldAlike, foldParts } from './fold-parts';
import type { KeyPart } from './key-part';

const part = (name: string, value = 'sha256:1'): KeyPart => ({ name, value });
const names = (parts: readonly KeyPart[]) => parts.map(({ name }) => name);
const files = (count: number) =>
  Array.from({ length: count }, (_, i) => part(`context:data/${i}`));
/** As an image has them: with parts that are not files. */
const image = (count: number, ...more: KeyPart[]) => [
  part('arg:A'),
  ...files(count - 1),
  ...more,
];

const mixed = [
  part('arg:PATH_LIKE', 'a/b'),
  part('base:registry/x:1'),
  ...files(3),
  part('context:data/deep/x'),
  part('context:lib/x'),
  part('context:top'),
  part('context:toppest'),
];

describe('foldParts', () => {
  it('leaves a list of bearable length alone', () => {
    expect(foldParts(mixed, mixed.length)).toBe(mixed);
  });

  it('counts the files of each folder, and leaves other parts alone', () => {
    const folded = foldParts(mixed, 1);
    expect(names(folded)).toEqual([
      'arg:PATH_LIKE',
      'base:registry/x:1',
      'context:data/',
      'context:lib/',
      'context:./',
    ]);
    expect(folded[0]).toEqual(mixed[0]);
    expect(folded[2]?.value).toMatch(/^4 files [0-9a-f]{64}$/);
  });

  it.each([
    [
      'a value',
      mixed.map((p) =>
        part(p.name, p.name === 'context:data/1' ? 'other' : p.value),
      ),
    ],
    [
      'a name',
      mixed.map((p) => part(p.name.replace('data/1', 'data/one'), p.value)),
    ],
  ])('shows that %s changed, in its folder alone', (_what, changed) => {
    expect(
      changedNames(diffParts(foldParts(mixed, 1), foldParts(changed, 1))),
    ).toEqual(['context:data/']);
  });

  it('does not fold what is folded', () => {
    const folded = foldParts(mixed, 1);
    expect(foldParts(folded, 0)).toEqual(folded);
  });
});

const changedNames = (reasons: readonly { part: string }[]) =>
  reasons.map((reason) => reason.part);

describe('foldAlike', () => {
  const other = part('context:other');

  it('compares files as files', () => {
    const after = [...mixed, part('context:zzz')];
    expect(foldAlike(mixed, after)).toEqual([mixed, after]);
  });

  it.each([
    ['both are many', image(5000), image(5000, other)],
    ['one more makes them many', image(4000), image(4000, other)],
    ['one less makes them bearable', image(4000, other), image(4000)],
    ['one list comes from a label', foldParts(image(5000)), image(5000, other)],
  ])('finds one difference when %s', (_when, before, after) => {
    const reasons = diffParts(...foldAlike(before, after));
    expect(changedNames(reasons)).toEqual(['context:./']);
  });
});
