import type { ContextEntry } from '../context/context-entry';
import { foldParts } from '../key/fold-parts';
import { keyImages } from './key-images';
import { makePlan } from './make-plan';
import { orderImages } from './order-images';
import { testFlavour, testImages } from './testing/test-images';

const digests = new Map([['ubuntu:24.04', 'sha256:1']]);
const file = (path: string, digest = 'sha256:2'): ContextEntry => {
  return { kind: 'file', path, executable: false, size: 1, digest };
};

function keyed(baseText: string, files: ContextEntry[] = [file('a')]) {
  const images = testImages([
    testFlavour('base', baseText),
    testFlavour('child', 'FROM brickyard/base\n'),
  ]);
  const contexts = new Map([['base@17.3-LTS', files]]);
  return keyImages(orderImages(images), { contexts, digests });
}

const text = 'FROM ubuntu:24.04\nCOPY . /a\n';
const images = keyed(text);
const [base, child] = images.map(({ key }) => key);
const nothing = { found: new Map(), previous: new Map() };
const partsOf = (keyedImages: typeof images) =>
  new Map(keyedImages.map(({ id, parts }) => [id, parts]));

describe('keyImages', () => {
  it("puts a parent's key into its child's", () => {
    expect(images[1]?.parts).toContainEqual({
      name: 'parent:base',
      value: base,
    });
    const other = keyed(`${text}# more\n`);
    expect(other[1]?.key).not.toBe(child);
  });

  it('takes base and syntax digests by what the Dockerfile names', () => {
    const [image] = keyed(`# syntax=x/y:1\n${text}`);
    expect(image?.parts).toContainEqual({
      name: 'base:ubuntu:24.04',
      value: 'sha256:1',
    });
    expect(image?.parts).toContainEqual({
      name: 'syntax:x/y:1',
      value: 'unresolved',
    });
    const named = image?.parts.map(({ name }) => name);
    expect(named?.filter((name) => /^(base|syntax):/.test(name))).toEqual([
      'base:ubuntu:24.04',
      'syntax:x/y:1',
    ]);
  });
});

describe('makePlan', () => {
  it('is one action for each image, in order', () => {
    const found = new Map([['base@17.3-LTS', 'registry' as const]]);
    expect(makePlan(images, { ...nothing, found })).toEqual([
      {
        flavour: 'base',
        runtime: '17.3-LTS',
        action: 'reuse',
        foundIn: 'registry',
        key: base,
        reasons: [],
      },
      {
        flavour: 'child',
        runtime: '17.3-LTS',
        action: 'build',
        foundIn: null,
        key: child,
        reasons: [{ part: 'image', change: 'added' }],
      },
    ]);
  });

  it('explains a build by what changed, and a child by its parent', () => {
    const changed = keyed(text, [file('a', 'sha256:3'), file('b')]);
    const [one, two] = makePlan(changed, {
      ...nothing,
      previous: partsOf(images),
    });
    expect(one?.reasons).toEqual([
      {
        part: 'context:a',
        change: 'changed',
        from: 'sha256:2',
        to: 'sha256:3',
      },
      { part: 'context:b', change: 'added', to: 'sha256:2' },
    ]);
    expect(two?.reasons).toEqual([
      {
        part: 'parent:base',
        change: 'changed',
        from: base,
        to: changed[0]?.key,
      },
    ]);
  });

  it('says that what was built is gone', () => {
    const [one] = makePlan(images, { ...nothing, previous: partsOf(images) });
    expect(one?.reasons).toEqual([{ part: 'image', change: 'removed' }]);
  });

  it('compares a folded label with files folded the same way', () => {
    const files = Array.from({ length: 4200 }, (_, i) => file(`data/${i}`));
    const before = keyed(text, files);
    const after = keyed(text, [...files, file('new')]);
    const previous = new Map([
      ['base@17.3-LTS', foldParts(before[0]?.parts ?? [])],
    ]);
    const [one] = makePlan(after, { ...nothing, previous });
    expect(one?.reasons).toMatchObject([
      { part: 'context:./', change: 'added' },
    ]);
  });
});
