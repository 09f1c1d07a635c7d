import { parseReference } from './parse-reference';
import {
  familiarName,
  printReference,
  withDigest,
  withTag,
} from './print-reference';

const DIGEST = `sha256:${'0f'.repeat(32)}`;

describe('printReference', () => {
  it.each([
    ['ubuntu:24.04', 'docker.io/library/ubuntu:24.04', 'ubuntu:24.04'],
    ['team/python', 'docker.io/team/python', 'team/python'],
    ['docker.io/library/a/b', 'docker.io/library/a/b', 'library/a/b'],
    ['localhost:5000/x:1', 'localhost:5000/x:1', 'localhost:5000/x:1'],
    [
      `ubuntu@${DIGEST}`,
      `docker.io/library/ubuntu@${DIGEST}`,
      `ubuntu@${DIGEST}`,
    ],
    [`h.io/x:1@${DIGEST}`, `h.io/x:1@${DIGEST}`, `h.io/x:1@${DIGEST}`],
    ['docker.io/a.b/c', 'docker.io/a.b/c', 'docker.io/a.b/c'],
  ])('prints %s in full and as docker does', (text, canonical, familiar) => {
    const reference = parseReference(text);
    expect(printReference(reference)).toBe(canonical);
    expect(familiarName(reference)).toBe(familiar);
    expect(parseReference(canonical)).toEqual(reference);
    expect(parseReference(familiar)).toEqual(reference);
  });
});

describe('withTag', () => {
  it('replaces the tag and drops the digest', () => {
    const pinned = parseReference(`ubuntu:22.04@${DIGEST}`);
    expect(withTag(pinned, '24.04')).toEqual(parseReference('ubuntu:24.04'));
  });

  it('refuses a tag that no registry takes', () => {
    expect(() => withTag(parseReference('x'), 'a/b')).toThrow(
      expect.objectContaining({ code: 'REFERENCE_INVALID' }) as Error,
    );
  });
});

describe('withDigest', () => {
  it('keeps the tag', () => {
    const pinned = withDigest(parseReference('ubuntu:24.04'), DIGEST);
    expect(familiarName(pinned)).toBe(`ubuntu:24.04@${DIGEST}`);
  });

  it('refuses what is not a digest', () => {
    expect(() => withDigest(parseReference('x'), 'sha256:1')).toThrow(
      expect.objectContaining({ code: 'REFERENCE_INVALID' }) as Error,
    );
  });
});
