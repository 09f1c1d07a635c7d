import { mergeSeeds } from './merge-seeds';

describe('mergeSeeds', () => {
  it('keeps versions without their hashes', () => {
    const lock = '# x\nnumpy==2.1.3 \\\n    --hash=sha256:aa\n    # via y==1\n';
    expect(mergeSeeds(undefined, lock)).toBe('numpy==2.1.3\n');
  });

  it("prefers the parent's version, which is installed already", () => {
    expect(mergeSeeds('numpy==2.1.3\n', 'numpy==2.0\nscipy==1.14\n')).toBe(
      'numpy==2.1.3\nscipy==1.14\n',
    );
  });

  it('reads extras and markers', () => {
    expect(mergeSeeds('', "A[b,c]==1 ; python_version < '3'\n")).toBe('a==1\n');
  });

  it('is nothing when nothing was locked', () => {
    expect(mergeSeeds()).toBe('');
  });
});
