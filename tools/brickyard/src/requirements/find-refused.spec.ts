import { findRefused } from './find-refused';
import { optionTable } from './grammar/option-table';
import { parseRequirements } from './parse-requirements';
import { refusedOptions } from './refused-options';

const HASH = `sha256:${'0a'.repeat(32)}`;

function messages(
  text: string,
  kind: 'requirements' | 'constraints' = 'requirements',
) {
  const requirements = parseRequirements(text, 'requirements.txt');
  return findRefused(requirements, kind).map(
    ({ place, message }) => `${place.line}: ${message}`,
  );
}

describe('findRefused', () => {
  it.each([
    'pandas>=2',
    `pandas==2 --hash=${HASH}`,
    '-r base.txt',
    '-c constraints.txt',
    '--find-links ./wheels',
    './wheels/x-1.0-py3-none-any.whl[a]',
    'x @ ./wheels/x-1.0-py3-none-any.whl',
    'file:./wheels/x-1.0.tar.gz',
    'x @ https://host/x-1.0-py3-none-any.whl',
    'https://host/x-1.0-py3-none-any.whl#sha256=00',
  ])('takes %s', (text) => {
    expect(messages(text)).toEqual([]);
  });

  it.each([
    ['--extra-index-url https://h/simple', "a stranger's higher version"],
    [
      '--extra-index-url https://h/simple',
      "image.ts: python: { indexes: { pytorch: { url: '…', packages: ['torch'] } } }",
    ],
    ['-i https://h/simple', 'mirrors.pip of the profile'],
    ['-f https://h/torch_stable.html', "a stranger's higher version"],
    ['--pre', 'name>=2.0rc1'],
    ['--no-binary docopt', "buildFromSource: ['docopt']"],
    ['pandas --pre', 'pip ignores it after a requirement'],
    ['pandas --config-settings a=b', 'packages come as wheels'],
    [`--hash=${HASH}`, 'write both on one line'],
    ['-r https://h/base.txt', "put the file into the flavour's folder"],
    ['-e .', '-e .: an image has no folder'],
    ['-e ./lib', 'library package of this workspace'],
    ['-e "x @ ./wheels/x.whl"', 'library package of this workspace'],
    ['./lib', 'library package of this workspace'],
    ['x @ ./lib', 'library package of this workspace'],
    ['-e git+https://h/x.git#egg=x', 'x @ https://host/x.tar.gz --hash='],
    ['x @ git+https://h/x.git@main', 'builds have no git'],
    ['git+ssh://git@h/x.git', 'builds have no git'],
    ['x @ hg+https://h/x', 'builds have no hg'],
    ['svn+https://h/x#egg=x', 'builds have no svn'],
    ['bzr+https://h/x#egg=x', 'builds have no bzr'],
    [
      'tabulate @ file:///home/conda/feedstock_root/build_artifacts/tabulate_16/work',
      'write tabulate==<version>',
    ],
    ['numpy @ file:///croot/numpy_1/work', 'conda wrote down'],
    ['idna @ file:///tmp/build/80754af9/idna_1/work', 'conda wrote down'],
    ['x @ file:///home/ada/x', 'is a file of one machine'],
    ['file:///x-1.0-py3-none-any.whl', 'is a file of one machine'],
    ['/x-1.0-py3-none-any.whl', "outside of the flavour's folder"],
    ['~/x-1.0-py3-none-any.whl', "outside of the flavour's folder"],
    ['ftp://h/x-1.0.zip', 'use https'],
  ])('refuses %s', (text, reason) => {
    expect(messages(`a\n${text}`)).toEqual([
      expect.stringMatching(/^2: /) as string,
    ]);
    expect(messages(text)[0]).toContain(reason);
  });

  it('takes names and versions alone as constraints', () => {
    const text =
      'a<2\nb[x]<2\n./wheels/x-1.0-py3-none-any.whl\nc @ https://h/c.zip';
    expect(messages(text, 'constraints')).toEqual([
      expect.stringContaining('2: b[x]: a constraint has no extras') as string,
      expect.stringContaining('3: ./wheels') as string,
    ]);
  });

  it('honours or refuses every option of pip', () => {
    const honoured = [
      '--constraint',
      '--editable',
      '--find-links',
      '--requirement',
    ];
    expect([...Object.keys(refusedOptions), ...honoured].sort()).toEqual(
      optionTable.map(({ name }) => name).sort(),
    );
  });

  it('shows no secret', () => {
    const text =
      '--find-links https://me:s3cret@h/x\nx @ git+https://s3cret@h/x';
    expect(messages(text).join()).not.toContain('s3cret');
  });
});
