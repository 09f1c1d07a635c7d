import { renderForResolver } from './render-for-resolver';

describe('renderForResolver', () => {
  it.each([
    ['numpy>=1.19,\\\n  <2.0\nsix', 'numpy>=1.19,<2.0\n\nsix\n'],
    ['num\\\npy', 'numpy\n'],
    ['# why\n\nsix # 1\r\n', '\n\nsix\n'],
    ['six;', 'six\n'],
    ['six>=1,', 'six>=1\n'],
    ['six>=\u00a01', 'six>=1\n'],
    ['Six[B, a]==1;os_name=="nt"', 'six[b,a]==1 ; os_name=="nt"\n'],
    [`six==1 --hash=sha256:${'0'.repeat(64)}`, 'six==1\n'],
    [
      'six @ https://${T}@h/six.whl; os_name=="nt"',
      'six @ https://${T}@h/six.whl ; os_name=="nt"\n',
    ],
    ['six.whl[a]', 'six.whl[a]\n'],
    ['-r "a b.txt"\n--constraint=c.txt', '-r "a b.txt"\n-c c.txt\n'],
    ['-f ./wheels --pre', '--find-links ./wheels --pre\n'],
    ['what is this', 'what is this\n'],
    ['six_', 'six_\n'],
    ['--index-url=', '--index-url ""\n'],
    ['r@-', 'r@-\n'],
    ['x@#', 'x@#\n'],
    ['--index-url=#', '--index-url "#"\n'],
    ['-e "my lib[a]"', '-e "my lib[a]"\n'],
    ['-r "a \u001b\\"b.txt"', '-r "a \u001b\\"b.txt"\n'],
    ['-e "six @ https://h/six.zip"', '-e "six @ https://h/six.zip"\n'],
    ['http:\\ \nsix', 'http:\\ \nsix\n'],
  ])('%j', (text, expected) => {
    expect(renderForResolver(text)).toBe(expected);
  });
});
