import { parseDockerfile } from './parse-dockerfile';

const FILE = 'packages/x/Dockerfile';

function problems(text: string): unknown {
  try {
    parseDockerfile(text, FILE);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'DOCKERFILE_INVALID' });
    const { problems } = error as { problems: { place: { line: number } }[] };
    return problems.map((p) => [p.place.line, p['message' as keyof typeof p]]);
  }
}

describe('parseDockerfile', () => {
  it('groups the instructions by stage', () => {
    const parsed = parseDockerfile(
      'ARG A\nFROM x AS One\nRUN a\nFROM y\nCOPY b c\nCMD d',
      FILE,
    );
    expect(parsed.file).toBe(FILE);
    expect(parsed.globals.map(({ line }) => line)).toEqual([1]);
    expect(
      parsed.stages.map(({ index, name, line, image, instructions }) => ({
        ...{ index, name, line, image: image.text },
        keywords: instructions.map(({ keyword }) => keyword),
      })),
    ).toEqual([
      { index: 0, name: 'one', line: 2, image: 'x', keywords: ['RUN'] },
      {
        ...{ index: 1, name: undefined, line: 4, image: 'y' },
        keywords: ['COPY', 'CMD'],
      },
    ]);
  });

  it.each([
    ['', 1, 'holds no instruction'],
    ['\n# only a comment\n', 1, 'holds no instruction'],
    ['ARG A\nARG B', 2, 'there is no FROM'],
    ['RUN x\nFROM a', 1, 'RUN before the first FROM'],
    ['FROM a\n\nFORM b', 3, 'unknown instruction "FORM"'],
    [
      'FROM a\nRUN b\n  c d',
      3,
      'is a \\ missing at the end of the line before',
    ],
    ['# escape=`\nFROM a\n  c d', 3, 'is a ` missing'],
    ['FROM', 1, 'FROM needs an argument'],
    ['FROM --platform=x', 1, 'FROM takes one image'],
    ['FROM a b', 1, 'FROM takes one image'],
    ['FROM a AS', 1, 'FROM takes one image'],
    ['FROM a AS b c', 1, 'FROM takes one image'],
    ['FROM a AS 1b', 1, '"1b" is not a stage name'],
    ['FROM a\nLABEL b', 2, 'LABEL needs a name and a value'],
    ['FROM a\nLABEL b=1 c', 2, 'LABEL needs name=value pairs'],
    ["FROM a\nLABEL b=it's", 2, "the closing ' is missing"],
    ['FROM a\nWORKDIR "b', 2, 'the closing " is missing'],
    ['FROM a\nARG =b', 2, 'ARG needs a name'],
    ['FROM a\nARG b="c', 2, 'the closing " is missing'],
    ["FROM a\nENV b it's", 2, "the closing ' is missing"],
    ['FROM a\nCMD ["b", 1]', 2, 'the JSON list of CMD'],
    ['FROM a\nRUN --network=none [1]', 2, 'the JSON list of RUN'],
    ['FROM a\nSHELL b', 2, 'SHELL needs a JSON list'],
    ['FROM a\nCOPY b <<E\nE', 2, 'COPY needs a destination after'],
    ['FROM a\nONBUILD', 2, 'ONBUILD needs an argument'],
    ['FROM a\nONBUILD FROM b', 2, 'ONBUILD takes no FROM'],
    ['FROM a\nONBUILD ONBUILD RUN b', 2, 'ONBUILD takes no ONBUILD'],
    ['FROM a\nONBUILD COPY b', 2, 'COPY needs at least one source'],
    ['FROM a\nONBUILD FOO b', 2, 'unknown instruction "FOO"'],
    ["FROM a\nRUN <<eo\\'f\nEOF", 2, 'the heredoc "eo\'f" is never closed'],
    ['FROM a\nCOPY', 2, 'COPY needs an argument'],
    ['FROM a\nCOPY b', 2, 'COPY needs at least one source'],
    ['FROM a\nADD --chown=1 b', 2, 'ADD needs at least one source'],
    ['FROM a\nCOPY ["b"]', 2, 'COPY needs at least one source'],
    ['FROM a\nCOPY ["b", "c"', 2, 'JSON list of COPY'],
    ['FROM a\nCOPY ["b", 1]', 2, 'JSON list of COPY'],
    ['FROM a\nCOPY "b c/', 2, 'the closing " is missing'],
    ["FROM a\nCOPY 'b c/", 2, "the closing ' is missing"],
    ['FROM ${A', 1, 'is not a variable'],
    ['FROM ${A:-b', 1, '"}" is missing'],
    ['FROM ${}', 1, 'is not a variable'],
    ['FROM a\nRUN --mount=from=${A ls', 2, 'is not a variable'],
    ['FROM a\nCOPY --from=7 b c', 2, 'no stage 7 before this one (0 stages'],
    ['FROM a\nCOPY --from=0 b c', 2, 'no stage 0 before this one'],
    ['FROM a\nFROM b\nCOPY --from=1 b c', 3, '(1 stage before it'],
    ['FROM a\nARG', 2, 'ARG needs an argument'],
    ['FROM a\nENV B', 2, 'ENV needs a name and a value'],
    ['FROM a\nENV B=1 C', 2, 'ENV needs name=value pairs'],
    ['FROM a\nRUN', 2, 'RUN needs an argument'],
    ['FROM a\nRUN <<EOF\nFROM b\n', 2, 'the heredoc "EOF" is never closed'],
    ['# escape=/\nFROM a', 1, 'must be \\ or a backtick'],
    ['# syntax=a\n# Syntax=b\nFROM a', 2, '"# syntax" is given twice'],
    ['FROM a\r\n\r\nRUN \\\r\n x\r\nFORM b', 5, 'unknown instruction "FORM"'],
  ])('refuses %j', (text, line, message) => {
    expect(problems(text)).toEqual([[line, expect.stringContaining(message)]]);
  });

  it('collects all problems and names file and line', () => {
    expect(() => parseDockerfile('FROM a\nCOPY b\nFOO c', FILE)).toThrow(
      /^packages\/x\/Dockerfile:2: COPY .*\npackages\/x\/Dockerfile:3: unknown/,
    );
  });

  it.each([
    ['an empty CMD', 'FROM a\nCMD'],
    ['a stage name twice', 'FROM a AS b\nFROM c AS B'],
    ['an ARG without a value', "FROM a\nARG it's"],
    ['a list for the shell', 'FROM a\nRUN [ -f b ]'],
    ['a glob that looks like JSON', 'FROM a\nCOPY [ab].txt /x'],
    ['a continuation at the end', 'FROM a\nRUN x \\'],
    ['braces of the shell', 'FROM a\nRUN echo ${A/'],
    ['quotes of the shell', "FROM a\nRUN echo it's"],
    ['an unused modifier', 'FROM a\nENV A=${B##*/}'],
    ['a copied earlier stage', 'FROM a\nFROM b\nCOPY --from=0 b c'],
  ])('takes %s', (_, text) => {
    expect(problems(text)).toEqual([]);
  });
});
