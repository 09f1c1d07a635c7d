import { parseDockerfile } from './parse-dockerfile';
import { resolveDockerfile } from './resolve-dockerfile';
import { rewriteDockerfile } from './rewrite-dockerfile';

/** Puts `<image>` in place of every name. */
function mark(text: string): string {
  const parsed = parseDockerfile(text, 'Dockerfile');
  const { images } = resolveDockerfile(parsed, { buildArgs: {} });
  const marks = images.map(({ range, image }) => {
    return { range, text: `<${image}>` };
  });
  return rewriteDockerfile(text, marks);
}

describe('rewriteDockerfile', () => {
  it.each([
    ['FROM a:1\nRUN b', 'FROM <a:1>\nRUN b'],
    [
      'FROM --platform=linux/amd64 x AS x\n',
      'FROM --platform=linux/amd64 <x> AS x\n',
    ],
    ['ARG B=a\nFROM ${B}:${C:-1} as z', 'ARG B=a\nFROM <a:1> as z'],
    [
      'ARG B=a\r\nFROM $B\r\nRUN \\\r\n x\r\n',
      'ARG B=a\r\nFROM <a>\r\nRUN \\\r\n x\r\n',
    ],
    ['FROM \\\r\n  a\\\r\nb\r\n', 'FROM \\\r\n  <ab>\r\n'],
    ['FROM "a"', 'FROM <a>'],
    [
      'FROM a\nCOPY --from=i:1 --chown=1 x y',
      'FROM <a>\nCOPY --from=<i:1> --chown=1 x y',
    ],
    ['FROM a\nCOPY --from="i" x y', 'FROM <a>\nCOPY --from=<i> x y'],
    [
      'FROM a\nRUN --mount=type=bind,from=i,target=/x y',
      'FROM <a>\nRUN --mount=type=bind,from=<i>,target=/x y',
    ],
    [
      'FROM a\nRUN --mount="from=i" \\\n --mount=from=j y',
      'FROM <a>\nRUN --mount="from=<i>" \\\n --mount=from=<j> y',
    ],
    [
      'FROM a\nRUN --mount=type=bind,\\\nfrom=i y',
      'FROM <a>\nRUN --mount=type=bind,\\\nfrom=<i> y',
    ],
    ['# syntax=s\nFROM a', '# syntax=<s>\nFROM <a>'],
    ['#  syntax =  f:1  x\r\nFROM a', '#  syntax =  <f:1>  x\r\nFROM <a>'],
    ['\ufeff# syntax=f\nFROM a', '\ufeff# syntax=<f>\nFROM <a>'],
    [
      '# from a\nFROM a AS a2\nFROM a2\nCOPY a a',
      '# from a\nFROM <a> AS a2\nFROM a2\nCOPY a a',
    ],
    ['# é ☂ 𝒳\nFROM a', '# é ☂ 𝒳\nFROM <a>'],
  ])('replaces the names of %j alone', (text, expected) => {
    expect(mark(text)).toBe(expected);
  });

  it('takes the ranges in any order', () => {
    const marks = [
      { range: [2, 3] as const, text: 'x' },
      { range: [0, 1] as const, text: 'y' },
    ];
    expect(rewriteDockerfile('abc', marks)).toBe('ybx');
  });

  it('changes nothing when there is nothing to replace', () => {
    expect(rewriteDockerfile('FROM a\r\n', [])).toBe('FROM a\r\n');
  });

  it('refuses ranges that overlap', () => {
    const twice = [
      { range: [5, 8] as const, text: 'x' },
      { range: [7, 9] as const, text: 'y' },
    ];
    expect(() => rewriteDockerfile('FROM abcdef', twice)).toThrow('[7, 9)');
  });
});
