import { computeKey, keyTag } from './image-key';
import { imageParts } from './image-parts';

const parts = [
  { name: 'a', value: '1' },
  { name: 'b', value: '2' },
];
const key = computeKey(parts);

describe('computeKey', () => {
  it('does not depend on the order of parts', () => {
    expect(computeKey([...parts].reverse())).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a value', [parts[0], { name: 'b', value: '3' }]],
    ['a name', [parts[0], { name: 'c', value: '2' }]],
    ['one more', [...parts, { name: 'c', value: '' }]],
    ['one less', [parts[0]]],
    [
      'what belongs to which',
      [
        { name: 'a', value: '2' },
        { name: 'b', value: '1' },
      ],
    ],
    ['where a name ends', [{ name: 'a1', value: '' }, parts[1]]],
    ['quotes that pretend', [{ name: 'a', value: '1"],["b","2' }]],
  ])('depends on %s', (_what, other) => {
    expect(computeKey(other.flatMap((part) => part ?? []))).not.toBe(key);
  });

  it('is the same on every machine and day', () => {
    const inputs = imageParts({
      dockerfile: 'FROM ubuntu:24.04\nCOPY a /\n',
      context: [
        {
          kind: 'file',
          path: 'a',
          executable: false,
          size: 1,
          digest: 'sha256:aa',
          mtimeMs: 5,
        },
      ],
      buildArgs: { JDK_VERSION: '17' },
      platform: 'linux/amd64',
      runtime: '17.3-LTS',
      bases: new Map([['ubuntu:24.04', 'sha256:bb']]),
      syntax: new Map(),
      parents: new Map(),
      secretIds: [],
    });
    // A change here rebuilds every image of every user: raise keySchema, and say so.
    expect(computeKey(inputs)).toBe(
      'de93d2427a9f0ccabff8fa615a20a4e77a40ae8f38577eafb4d9ef3f45b00cb5',
    );
  });
});

describe('keyTag', () => {
  it('is short enough to read, and long enough to be unique', () => {
    expect(keyTag('0123456789'.repeat(6))).toBe(`k-${'0123456789'.repeat(4)}`);
  });
});
