import { MEDIA_TYPES } from '../protocol/manifest-type';
import {
  addEntry,
  isReferrersTag,
  parseReferrersIndex,
  referrersTag,
} from './referrers-index';

const hash = 'ab'.repeat(32);
const entry = {
  mediaType: MEDIA_TYPES.ociManifest,
  digest: `sha256:${hash}`,
  size: 7,
  artifactType: 'a/b',
  annotations: {},
};

describe('referrersTag', () => {
  it.each([
    [`sha256:${hash}`, `sha256-${hash}`],
    [`sha512:${hash}${hash}`, `sha512-${hash}`],
  ])('names the list of %s', (digest, tag) => {
    expect(referrersTag(digest)).toBe(tag);
    expect(isReferrersTag(tag)).toBe(true);
  });
});

describe('isReferrersTag', () => {
  it.each([
    'latest',
    `k-${'a'.repeat(40)}`,
    `sha256-${hash}.sig`,
    'sha256-abc',
  ])('is not taken in by %s', (tag) => {
    expect(isReferrersTag(tag)).toBe(false);
  });
});

describe('addEntry', () => {
  const add = (index: object | undefined) => {
    const parsed =
      index && parseReferrersIndex(Buffer.from(JSON.stringify(index)), 'it');
    const { bytes } = addEntry(parsed, entry);
    return JSON.parse(Buffer.from(bytes).toString()) as unknown;
  };

  it('begins a list', () => {
    const { annotations: _none, ...link } = entry;
    expect(add(undefined)).toEqual({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: [link],
    });
  });

  it('leaves what others wrote as it is', () => {
    const theirs = { ...entry, digest: 'sha256:0', platform: { os: 'linux' } };
    const index = { schemaVersion: 2, annotations: { x: 'y' } };
    expect(add({ ...index, manifests: [theirs] })).toMatchObject({
      ...index,
      manifests: [theirs, { digest: entry.digest }],
    });
  });

  it('has an artifact once', () => {
    const index = { schemaVersion: 2, manifests: [entry] };
    expect(add(index)).toMatchObject({ manifests: [{ size: 7 }] });
  });
});

describe('parseReferrersIndex', () => {
  it.each(['{', '[]', '{}', '{"manifests":[{"digest":1}]}'])(
    'refuses %s',
    (text) => {
      const parse = () => parseReferrersIndex(Buffer.from(text), 'team/a:x');
      expect(parse).toThrow(/^team\/a:x: is not a list of referrers: /);
    },
  );
});
