import { checkLock } from './check-lock';
import { renderLock } from './lock-text';
import { testChild, testLock } from './python/testing/test-lock';

const lock = testLock('pandas\n');
const place = { file: 'packages/team/locks/17.3-LTS.txt' };

describe('checkLock', () => {
  it('accepts a lock that was made of what is there', () => {
    const text = renderLock(lock, 'pandas==2.2.3\n');
    expect(checkLock({ ...lock, text })).toBeUndefined();
  });

  it('says that there is none', () => {
    const message = 'packages/team/requirements.txt is not locked for 17.3-LTS';
    expect(checkLock(lock)).toEqual({ place, message });
  });

  it('says that it is older than its requirements', () => {
    const text = renderLock(testLock('polars\n'), 'polars==1.0\n');
    const message = 'no longer matches packages/team/requirements.txt:1';
    expect(checkLock({ ...lock, text })).toEqual({ place, message });
  });

  it('names everything that may have changed when no package shows it', () => {
    const child = testChild('pandas\n', 'numpy\n');
    const text = renderLock(lock, 'pandas==2.2.3\n');
    const { message } = checkLock({ ...child, text }) ?? {};
    expect(message).toBe(
      'no longer matches packages/team/requirements.txt, the pins of 17.3-LTS, the lock of python',
    );
  });

  it('names no pins for a file that they do not touch', () => {
    const change = { requirements: 'lsp-requirements.txt' };
    const text = renderLock(lock, 'rope==1.0\n');
    const found = checkLock(testLock('rope\n', { ...change, text }));
    expect(found?.message).toBe(
      'no longer matches packages/team/lsp-requirements.txt',
    );
  });

  it('does not take a file that others wrote', () => {
    const { message } = checkLock({ ...lock, text: 'pandas==2.2.3\n' }) ?? {};
    expect(message).toBe(
      'does not say what it was made of; nx lock did not write it',
    );
  });
});
