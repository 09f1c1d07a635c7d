import { isMain, lockPath } from './python-paths';

describe('lockPath', () => {
  it.each([
    ['requirements.txt', 'locks/17.3-LTS.txt'],
    ['python-lsp-requirements.txt', 'locks/17.3-LTS.python-lsp.txt'],
    ['a.b-requirements.txt', 'locks/17.3-LTS.a.b.txt'],
  ])('of %s is %s', (file, path) => {
    expect(lockPath('17.3-LTS', file)).toBe(path);
  });
});

describe('isMain', () => {
  it('is requirements.txt alone', () => {
    expect(isMain('requirements.txt')).toBe(true);
    expect(isMain('python-lsp-requirements.txt')).toBe(false);
  });
});
