import { type LocalFiles, noLocalFiles } from './local-files';
import { digestLockInputs, pythonPlatform } from './lock-inputs';
import type { NamedIndex } from './package-origins';
import type { PythonLock } from './python-lock';
import { testChild, testLock } from './testing/test-lock';

const base = testChild('pandas>=2\nscipy\n', 'numpy\n');
const lsp = testLock('rope\n', { requirements: 'lsp-requirements.txt' });

function withText(lock: PythonLock, text: string): PythonLock {
  return { ...lock, files: [{ path: lock.requirements, text }] };
}

const builds = { indexes: [], builds: ['scipy'] };

function files(text: string): LocalFiles {
  const digest = `sha256:${text.repeat(64)}`;
  return { ...noLocalFiles, files: [{ path: 'x.whl', digest }] };
}

function withIndex(index: Omit<NamedIndex, 'name' | 'flavour'>): PythonLock {
  const flavour = {
    ...{ name: 'team', path: 'packages/team', folder: '/team' },
    definition: { runtimes: [] },
  };
  const indexes = [{ name: 'feed', flavour, ...index }];
  return { ...base, origins: { indexes, builds: [] } };
}

describe('digestInputs', () => {
  it('is a sha256', () => {
    expect(digestLockInputs(base)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it.each<[string, PythonLock]>([
    ['a comment', withText(base, '# why\npandas>=2  # frames\n\nscipy')],
    ['spacing', withText(base, '  pandas>=2\r\nscipy\r\n')],
    ['a continued line', withText(base, 'pandas\\\n>=2\nscipy\n')],
    [
      "comments and hashes in the parent's lock",
      { ...base, parentText: '# x\nnumpy==2.1.3 \\\n    --hash=sha256:aa\n' },
    ],
    ['the lock that is there', { ...base, text: 'pandas==2.2.3\n' }],
    ['where the repository is', { ...base, path: 'elsewhere' }],
  ])('does not change with %s', (_, lock) => {
    expect(digestLockInputs(lock)).toBe(digestLockInputs(base));
  });

  const { line } = base;
  it.each<[string, PythonLock]>([
    ['a requirement', withText(base, 'pandas>=2.1\nscipy\n')],
    ['another order', withText(base, 'scipy\npandas>=2\n')],
    [
      'an included file',
      { ...base, files: [...base.files, { path: 'a.txt', text: 'six' }] },
    ],
    ['what an ancestor asks for', testChild('pandas>=2\nscipy\n', 'numpy<3\n')],
    ["the parent's lock", { ...base, parentText: 'numpy==2.1.2\n' }],
    ['a parent without a lock', { ...base, parentText: undefined }],
    ['a pin', { ...base, line: { ...line, notebook: { numpy: '2.1.2' } } }],
    [
      'Python',
      {
        ...base,
        line: { ...line, python: { ...line.python, version: '3.13' } },
      },
    ],
    [
      'an index of some packages',
      withIndex({ url: 'https://h/simple', packages: ['scipy'] }),
    ],
    ['a package that is built', { ...base, origins: builds }],
    ['a file of the flavour', { ...base, local: files('a') }],
    [
      'a file of an image below',
      {
        ...base,
        ancestors: base.ancestors.map((below) => {
          return { ...below, local: files('a') };
        }),
      },
    ],
    ['the C library', { ...base, line: { ...line, glibc: '2.40' } }],
  ])('changes with %s', (_, lock) => {
    expect(digestLockInputs(lock)).not.toBe(digestLockInputs(base));
  });

  it('changes with each thing that an index is, but for a place that has it elsewhere', () => {
    const url = 'https://h/simple';
    const digests = [
      withIndex({ url, packages: ['scipy'] }),
      withIndex({ url, packages: ['scipy', 'pandas'] }),
      withIndex({ url: 'https://i/simple', packages: ['scipy'] }),
      withIndex({ url, packages: ['scipy'], secret: 'feed' }),
    ].map(digestLockInputs);
    expect(new Set(digests).size).toBe(4);
    const [a, b] = ['a', 'b'].map((text) => {
      return digestLockInputs({ ...base, local: files(text) });
    });
    expect(a).not.toBe(b);
  });

  it('is what it was before there were indexes, files and builds', () => {
    expect(digestLockInputs(base)).toBe(
      'sha256:fc0c6766c431cf804058f1a9acadb7b9ec8809995aa5d31173f1aad3ff149d3a',
    );
  });

  it('leaves pins and ancestors out of other files than requirements.txt', () => {
    const pinned = { ...lsp.line, notebook: {} };
    const { ancestors, parentText } = base;
    const other = { ...lsp, line: pinned, ancestors, parentText };
    expect(digestLockInputs(other)).toBe(digestLockInputs(lsp));
  });
});

describe('pythonPlatform', () => {
  it("names the line's C library, which decides about wheels", () => {
    expect(pythonPlatform(base.line)).toBe('x86_64-manylinux_2_39');
  });

  it('is any Linux when the line does not say', () => {
    const { glibc: _, ...line } = base.line;
    expect(pythonPlatform(line)).toBe('x86_64-unknown-linux-gnu');
  });
});
