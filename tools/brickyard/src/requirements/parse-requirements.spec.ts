import { parseRequirements } from './parse-requirements';

const FILE = 'packages/python/requirements.txt';
const SHA = `sha256:${'0a'.repeat(32)}`;

const parse = (text: string) => parseRequirements(text, FILE);

/** The only requirement of a text, without what is empty. */
function single(text: string): Record<string, unknown> {
  const [requirement, ...rest] = parse(text);
  expect(rest).toEqual([]);
  const entries = Object.entries(requirement ?? {}).filter(
    ([key, value]) =>
      key !== 'place' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(entries);
}

const pandas = (...specifiers: string[]) => ({
  kind: 'package',
  name: 'pandas',
  ...(specifiers.length > 0 && {
    specifiers: specifiers.map((text) => {
      const [operator, version] = text.split(' ');
      return { operator, version };
    }),
  }),
});

function refusal(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    return error;
  }
}

describe('parseRequirements', () => {
  it('gives the whole value of a requirement and its place', () => {
    const text = `# team\r\n\r\nPandas[Excel, perf_ex] >=2,<3 ; python_version < "3.13" \\\r\n  --hash=${SHA}  # why\r\n`;
    expect(parse(text)).toEqual([
      {
        kind: 'package',
        name: 'pandas',
        extras: ['excel', 'perf-ex'],
        specifiers: [
          { operator: '>=', version: '2' },
          { operator: '<', version: '3' },
        ],
        marker: 'python_version < "3.13"',
        hashes: [SHA],
        place: { file: FILE, line: 3 },
      },
    ]);
  });

  it.each([
    ['pandas', pandas()],
    ['\ufeffpandas', pandas()],
    ['  pandas  ', pandas()],
    ['pandas # comment', pandas()],
    ['pandas==2.2.3', pandas('== 2.2.3')],
    ['pandas == 2.2.3', pandas('== 2.2.3')],
    ['pandas (>=2, !=2.1)', pandas('>= 2', '!= 2.1')],
    ['pandas~=2.2', pandas('~= 2.2')],
    ['pandas===2.2-weird', pandas('=== 2.2-weird')],
    ['pandas>1,===2.2', pandas('> 1', '=== 2.2')],
    ['pandas==2.*', pandas('== 2.*')],
    ['pandas==1!2.0rc1.post2.dev3+cu.1', pandas('== 1!2.0rc1.post2.dev3+cu.1')],
    ['pan\\\ndas', pandas()],
    ['pandas \\\n  ==2 \\\n', pandas('== 2')],
    ['pandas==2 \\\n# ends here', pandas('== 2')],
    ['Pandas', pandas()],
    ['pandas>=1,<2,', pandas('>= 1', '< 2')],
    ['pandas;', pandas()],
    ['pandas>=1.0 ,', pandas('>= 1.0')],
    ['pandas()', pandas()],
    ['pandas_', { kind: 'package', name: 'pandas-' }],
    ['pandas>=\u00a02', pandas('>= 2')],
    ['\u00a0pandas\u2003', pandas()],
    [
      'pandas --config-settings a=b --pre',
      { ...pandas(), options: ['--config-settings', '--pre'] },
    ],
    ['scikit_Learn', { kind: 'package', name: 'scikit-learn' }],
    ['zope.Interface--x', { kind: 'package', name: 'zope-interface-x' }],
    [
      'pandas; os_name=="a;b" and (extra == \'x\' or os_name != "y")',
      {
        ...pandas(),
        marker: 'os_name=="a;b" and (extra == \'x\' or os_name != "y")',
      },
    ],
    [
      'pandas @ https://u:p@h/p.whl',
      { ...pandas(), url: 'https://***@h/p.whl' },
    ],
    [
      'pandas[x]@git+https://h/p.git@main#egg=q ; os_name == "a"',
      {
        ...pandas(),
        extras: ['x'],
        url: 'git+https://h/p.git@main#egg=q',
        marker: 'os_name == "a"',
      },
    ],
    [
      'pandas @ https://${TOKEN}@h/p.whl?sig=s#sha256=ab',
      { ...pandas(), url: 'https://***@h/p.whl?***#sha256=ab' },
    ],
    ['pandas @ ./p.whl', { ...pandas(), url: './p.whl' }],
  ])('reads %j', (text, expected) => {
    expect(single(text)).toEqual(expected);
  });

  it.each([
    ['./lib', './lib', undefined],
    ['../a/b', '../a/b', undefined],
    ['.', '.', undefined],
    ['dist/a_b-1.0-py3-none-any.whl', 'dist/a_b-1.0-py3-none-any.whl', 'a-b'],
    ['a-b-1.0.tar.gz', 'a-b-1.0.tar.gz', 'a-b'],
    ['https://u:p@h/x-1.zip', 'https://***@h/x-1.zip', 'x'],
    ['git+ssh://git@h/x.git#egg=Y_z', 'git+ssh://git@h/x.git#egg=Y_z', 'y-z'],
    ['file:///a/b', 'file:///a/b', undefined],
  ])('takes %s as a place to install from', (text, location, name) => {
    const expected = { kind: 'location', location, editable: false };
    expect(single(text)).toEqual({ ...expected, ...(name && { name }) });
  });

  it('takes the extras off a path', () => {
    expect(single('x-1.0-py3-none-any.whl[A_b]; os_name == "posix"')).toEqual({
      kind: 'location',
      location: 'x-1.0-py3-none-any.whl',
      name: 'x',
      extras: ['a_b'],
      editable: false,
      marker: 'os_name == "posix"',
    });
  });

  it.each([
    ['-r base.txt', { kind: 'requirements', path: 'base.txt' }],
    ['-rbase.txt # x', { kind: 'requirements', path: 'base.txt' }],
    ['--requirement=base.txt', { kind: 'requirements', path: 'base.txt' }],
    ['-c "a b.txt"', { kind: 'constraints', path: 'a b.txt' }],
    ['--constraint c.txt', { kind: 'constraints', path: 'c.txt' }],
    [
      '-r https://me:pw@h/base.txt',
      { kind: 'requirements', path: 'https://***@h/base.txt' },
    ],
    ['-c me@home.txt', { kind: 'constraints', path: 'me@home.txt' }],
    ['-e .', { kind: 'location', location: '.', editable: true }],
    ['--editable=lib', { kind: 'location', location: 'lib', editable: true }],
    ['-e "pandas @ ./p"', { ...pandas(), url: './p', editable: true }],
    ['--pre', { kind: 'option', name: '--pre' }],
    [
      '-i https://me:pw@h/simple',
      { kind: 'option', name: '--index-url', value: 'https://***@h/simple' },
    ],
    [
      '--extra-index-url https://h:8080/simple',
      {
        ...{ kind: 'option', name: '--extra-index-url' },
        value: 'https://h:8080/simple',
      },
    ],
  ])('reads %s', (text, expected) => {
    expect(single(text)).toEqual(expected);
  });

  it('numbers the lines that requirements start on', () => {
    const text = 'a\n\n# x\nb \\\n  ==1\nc\r\nd\re';
    expect(parse(text).map(({ place }) => place.line)).toEqual([1, 4, 6, 7, 8]);
  });

  it('ends a continuation at a comment line', () => {
    const lines = parse('a \\\n# x \\\nb').map(({ place }) => place.line);
    expect(lines).toEqual([1, 3]);
  });

  it('takes an empty file', () => {
    expect(parse('\n # nothing\n')).toEqual([]);
  });

  it.each([
    ['pandas=2.0', 'write "=="'],
    ['pandas==', 'a version is missing'],
    ['pandas>=1,,<2', 'expected name[extras]'],
    ['pandas==1.2.3.post4.*', '".*" follows plain numbers only'],
    ['pandas[ö]', 'expected name[extras]'],
    ['C:\\lib', 'paths in an image'],
    ['git://h/x.git', 'pip knows no such URL'],
    ['py-3.5.0-py3.whl', 'is no file name of a wheel'],
    ['pandas\u00a0>=2', 'U+00A0'],
    ['./x ; bad', 'a marker has variables'],
    ['pandas; os_name === "posix"', '=== compares versions'],
    ['pandas; os_name ~= "posix"', '~= compares versions'],
    ['pandas; "a" == "b"', 'compares two texts'],
    ['pandas; "a" in extras', 'has no value in a requirements file'],
    ['pandas; python_version ~= "3"', '"3" is no version'],
    ['pandas\t--hash=x', 'cannot read'],
    ['pandas --global-option=x', 'pip has no option --global-option'],
    ['--proxy=x', 'pip has no option --proxy'],
    ['--no x', '--no may be --no-index, --no-binary, --no-require-hashes'],
    ['--pre pandas', 'pip ignores "pandas" after an option'],
    ['-r a -r b', 'pip reads nothing else'],
    ['--use-feature=x', 'pip has no feature "x"'],
    ['-r "a', 'a quote is never closed'],
    ['pandas numpy', 'two words'],
    ['pandas>=1 <2', 'expected name[extras]'],
    ['pandas; python == "3"', 'a marker has variables'],
    ['pandas[x', 'expected name[extras]'],
    ['é', 'expected name[extras]'],
    ['pandas==two', '"two" is not a version'],
    ['pandas>=2.*', '".*" goes with == and !='],
    ['pandas~=2', '~= needs at least two numbers'],
    ['pandas>=2+cu', 'local version'],
    ['pandas>2 @ ./x', 'expected name[extras]'],
    ['pandas==2 --hash=md5:ab', '--hash needs sha256'],
    ['--indx-url x', 'pip has no option --indx-url'],
    ['-r', '--requirement needs a value'],
    ['--pre=yes', '--pre takes no value'],
    ['-e my lib', 'pip ignores "lib"'],
  ])('refuses %s', (text, reason) => {
    expect(refusal(`a\n${text}\nb`)).toMatchObject({
      code: 'REQUIREMENTS_INVALID',
      message: expect.stringMatching(
        /^packages\/python\/requirements.txt:2: /,
      ) as string,
      problems: [
        {
          place: { file: FILE, line: 2 },
          message: expect.stringContaining(reason) as string,
        },
      ],
      hint: expect.stringContaining('pandas==') as string,
    });
  });

  it('names the text that it cannot read', () => {
    expect(refusal('pandas=2.0  # pin')).toMatchObject({
      message: expect.stringContaining('"pandas=2.0"') as string,
    });
  });

  it('collects every bad line', () => {
    expect(refusal('a=1\nb\nc=2')).toMatchObject({
      problems: [{ place: { line: 1 } }, { place: { line: 3 } }],
    });
  });

  it.each([
    'pandas @ https://me:s3cret@h/x.whl trailing words',
    'https//me:s3cret@h x y',
    '--indx-url https://me:s3cret@h/simple',
    '-z=https://s3cret@h',
    'pandas==1 --bad=https://me:s3cr/s3cret@h/',
    'pandas==me:s3cret@h',
    'a b https://h/x?sig=s3cret',
  ])('prints no secret of %s', (text) => {
    const error = refusal(text);
    expect(error).toMatchObject({ code: 'REQUIREMENTS_INVALID' });
    expect(String(error)).not.toContain('s3cret');
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });
});
