import { checkDigest, digestOf, isDigest } from './digest';

const EMPTY_256 =
  'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

describe('digestOf', () => {
  it('is the hash that registries use', () => {
    expect(digestOf(new Uint8Array())).toBe(EMPTY_256);
  });
});

describe('isDigest', () => {
  it.each([EMPTY_256, `sha512:${'0'.repeat(128)}`])('takes %s', (text) => {
    expect(isDigest(text)).toBe(true);
  });

  it.each([
    'latest',
    'sha256:abc',
    EMPTY_256.toUpperCase(),
    ` ${EMPTY_256}`,
    null,
  ])('refuses %s', (text) => {
    expect(isDigest(text)).toBe(false);
  });
});

describe('checkDigest', () => {
  it.each(['sha256', 'sha512'])('knows %s', (algorithm) => {
    const bytes = Buffer.from('a');
    const digest = digestOf(bytes, algorithm);
    expect(() => checkDigest(bytes, digest, 'x')).not.toThrow();
    expect(() => checkDigest(Buffer.from('b'), digest, 'x')).toThrow(digest);
  });
});
