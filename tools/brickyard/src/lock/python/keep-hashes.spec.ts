import { caught } from '../../testing/test-error';
import { keepHashes } from './keep-hashes';
import { testChild, testLock } from './testing/test-lock';

const hash = (digit: string) => `sha256:${digit.repeat(64)}`;
const [A, B, C] = ['a', 'b', 'c'].map(hash);

const resolved = `attrs==21.1.0 \\
    --hash=${A} \\
    --hash=${B}
    # via -r requirements.txt
six==1.17.0 \\
    --hash=${C}
    # via attrs
`;

describe('keepHashes', () => {
  it('leaves a lock alone that nobody names hashes for', () => {
    expect(keepHashes(testLock('attrs\nsix\n'), resolved)).toBe(resolved);
  });

  it.each([
    [A, B],
    [B, A],
  ])('keeps %s alone', (kept, other = '') => {
    const text = keepHashes(testLock(`Attrs --hash=${kept}\n`), resolved);
    expect(text).toBe(
      `attrs==21.1.0 \\
    --hash=${kept}
    # via -r requirements.txt
six==1.17.0 \\
    --hash=${C}
    # via attrs
`,
    );
    expect(text).not.toContain(other);
  });

  it('counts what images below ask for', () => {
    const lock = testChild('six\n', `attrs --hash=${B}\n`);
    expect(keepHashes(lock, resolved)).not.toContain(A);
  });

  it('names the line when no file has the hash', () => {
    const lock = testLock(`six\nattrs==21.1.0 --hash=${C}\n`);
    expect(caught(() => keepHashes(lock, resolved))).toMatchObject({
      code: 'LOCK_FAILED',
      problems: [
        { place: { file: 'packages/team/requirements.txt', line: 2 } },
      ],
    });
  });
});
