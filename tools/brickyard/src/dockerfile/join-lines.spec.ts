import { DockerfileParser } from 'dockerfile-ast';

import { joinLines, rangeOf } from './join-lines';
import { splitLines } from './split-lines';

function join(text: string, escape = '\\') {
  return joinLines(splitLines(text), escape);
}

const starts = (text: string) =>
  join(text).map((l) => [l.line, l.text.trim().split(/\s/)[0]]);

describe('joinLines', () => {
  it.each([
    ['continuations', 'FROM a\nRUN x \\\n  y\nCOPY a b\n'],
    ['CRLF', 'FROM a\r\nRUN x \\\r\n  y\r\nCOPY a b\r\n'],
    ['comments and blank lines', 'FROM a\n\nRUN x \\\n  # c\n\n y\nCOPY a b'],
    ['blanks after the sign', 'FROM a\nRUN x \\  \n y\nCMD z'],
    ['heredocs', 'FROM a\nRUN <<EOF\nFROM x\nEOF\nCOPY a b\n'],
    ['heredocs with tabs', 'FROM a\nRUN <<-E cat\n\tFROM x\n\tE\nCOPY a b'],
    ['two heredocs', 'FROM a\nCOPY <<A <<"B" /x\nFROM x\nA\nB\nCOPY a b'],
    ['here strings', 'FROM a\nRUN cat <<<foo\nCOPY a b'],
    ['indents', '  FROM a\n\tRUN x\n'],
  ])('agrees with dockerfile-ast on %s', (_, text) => {
    const theirs = DockerfileParser.parse(text).getInstructions();
    expect(starts(text)).toEqual(
      theirs.map((i) => [i.getRange().start.line + 1, i.getInstruction()]),
    );
  });

  // On these dockerfile-ast swallows the rest of the file, or splits a body.
  it.each([
    ['an escaped escape', 'FROM a\nRUN echo \\\\\nCOPY a b', 3],
    ['<< in quotes', 'FROM a\nRUN echo " <<EOF"\nCOPY a b', 3],
    ['a shift', 'FROM a\nRUN echo $((1 <<2))\nCOPY a b', 3],
    ['a heredoc on a descriptor', 'FROM a\nRUN x 3<<E\nFROM y\nE\nCOPY a b', 5],
    ['a heredoc after a blank', 'FROM a\nRUN << E\nFROM y\nE\nCOPY a b', 5],
    ['a quoted heredoc', "FROM a\nRUN cat << 'E' > f\nFROM y\nE\nCOPY a b", 5],
    ['an escaped heredoc', "FROM a\nRUN <<e\\'f\nFROM y\ne'f\nCOPY a b", 5],
    [
      'a heredoc with a name of words',
      'FROM a\nRUN <<"A B"\nx\nA B\nCOPY a b',
      5,
    ],
    ['a heredoc with a variable', 'FROM a\nRUN <<$A\nx\n$A\nCOPY a b', 5],
    ['a dash before the blank', 'FROM a\nRUN <<- E\nCOPY a b', 3],
    ['a quote that stays open', "FROM a\nRUN it's <<E\nCOPY a b", 3],
    ['a list', 'FROM a\nRUN ["b", "<<E"]\nCOPY a b', 3],
    ['a heredoc of ONBUILD', 'FROM a\nONBUILD RUN <<E\nFROM y\nE\nCOPY a b', 5],
  ])('finds what follows %s', (_, text, line) => {
    expect(starts(text).at(-1)).toEqual([line, 'COPY']);
    expect(starts(text)).toHaveLength(3);
  });

  it('names a heredoc that stays open', () => {
    expect(join('RUN <<EOF\nx').at(0)?.unclosed).toBe('EOF');
  });

  it('leaves << in other instructions alone', () => {
    expect(starts('LABEL a <<b\nFROM c')).toEqual([
      [1, 'LABEL'],
      [2, 'FROM'],
    ]);
  });
});

describe('rangeOf', () => {
  it.each([
    ['a word of one line', 'FROM abc', 'abc', 'abc'],
    ['a word on the next line', 'FROM \\\n abc x', 'abc', 'abc'],
    ['a word over two lines', 'FROM ab\\\r\ncd x', 'abcd', 'ab\\\r\ncd'],
    ['a word after a comment', 'FROM \\\n# c\nabc', 'abc', 'abc'],
    ['a word after a byte order mark', '\ufeffFROM abc', 'abc', 'abc'],
  ])('finds %s', (_, text, word, raw) => {
    const [logical] = join(text);
    const at = logical?.text.indexOf(word) ?? -1;
    const range = logical && rangeOf(logical, at, at + word.length);
    expect(text.slice(...(range ?? []))).toBe(raw);
  });
});
