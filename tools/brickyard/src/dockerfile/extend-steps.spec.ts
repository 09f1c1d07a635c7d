import { extendSteps, originalLine } from './extend-steps';
import { parseDockerfile } from './parse-dockerfile';
import { rewriteDockerfile } from './rewrite-dockerfile';

const extension = { flags: '--mount=m', args: { A: '/a', B: '/b' } };

function extend(text: string): string {
  const parsed = parseDockerfile(text, 'Dockerfile');
  return rewriteDockerfile(text, extendSteps(parsed, extension));
}

describe('extendSteps', () => {
  it.each([
    ['FROM a\nRUN b\n', 'FROM a\nARG A=/a B=/b\nRUN --mount=m b\n'],
    [
      'FROM a\n\n# c\nENV A=1\nrun  b\n',
      'FROM a\n\n# c\nARG A=/a B=/b\nENV A=1\nrun --mount=m  b\n',
    ],
    [
      'FROM a\nRUN --mount=type=cache,target=/c \\\n  --network=none \\\n  b\n',
      'FROM a\nARG A=/a B=/b\nRUN --mount=m --mount=type=cache,target=/c \\\n  --network=none \\\n  b\n',
    ],
    [
      'FROM a\nRUN \\\n# c\n\n  b && \\\n  RUN c\n',
      'FROM a\nARG A=/a B=/b\nRUN --mount=m \\\n# c\n\n  b && \\\n  RUN c\n',
    ],
    [
      'FROM a\nRUN ["b", "c"]',
      'FROM a\nARG A=/a B=/b\nRUN --mount=m ["b", "c"]',
    ],
    [
      'FROM a\r\nRUN <<EOF\r\nRUN x\r\nEOF\r\nRUN b\r\n',
      'FROM a\r\nARG A=/a B=/b\nRUN --mount=m <<EOF\r\nRUN x\r\nEOF\r\nRUN --mount=m b\r\n',
    ],
    [
      'FROM a AS a1\nONBUILD RUN b\nFROM a1\nCOPY b c\n  RUN d\n',
      'FROM a AS a1\nARG A=/a B=/b\nONBUILD RUN b\nFROM a1\nARG A=/a B=/b\nCOPY b c\n  RUN --mount=m d\n',
    ],
    ['ARG X=1\nFROM scratch\n', 'ARG X=1\nFROM scratch\n'],
  ])('makes %j into what it is', (text, expected) => {
    expect(extend(text)).toBe(expected);
  });
});

describe('originalLine', () => {
  it('undoes the lines that came in', () => {
    const text = `ARG X
FROM a AS one
RUN original 3
FROM scratch AS none
FROM b

# comment
COPY original 8
RUN original 9 \\
  original 10
`;
    const parsed = parseDockerfile(text, 'Dockerfile');
    const original = text.split('\n');
    extend(text)
      .split('\n')
      .forEach((line, index) => {
        if (line.startsWith('ARG A=')) return;
        const number = originalLine(parsed, index + 1);
        expect(line.replace(' --mount=m', '')).toBe(original[number - 1]);
      });
  });
});
