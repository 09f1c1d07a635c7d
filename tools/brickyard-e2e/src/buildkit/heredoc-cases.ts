import { type Cases, casesOf, pair } from './make-cases';

/** Every spelling of a heredoc, in every instruction that may open one. */
export function listHeredocs(): Cases {
  const marks = [
    ...['<<', '<< ', '<<\t', '<<-', '<<- ', '<<-\t', '3<<', '3<< '],
    ...['<<  ', '0<<-', '<<<', '<<< ', '< <', 'x<<', '&<<'],
  ];
  const names = [
    ['EOF', 'EOF'],
    ["'EOF'", 'EOF'],
    ['"EOF"', 'EOF'],
    ["eo\\'f", "eo'f"],
    ['E\\OF', 'EOF'],
    ['E\\OF', 'E\\OF'],
    ["E'O'F", 'EOF'],
    ['"E O F"', 'E O F'],
    ['"E\\"F"', 'E"F'],
    ['$EOF', '$EOF'],
    ["'$EOF'", '$EOF'],
    ['${EOF}', '${EOF}'],
    ['""', ''],
    ['EOF;', 'EOF;'],
    ['EOF;', 'EOF'],
    ['EOF)', 'EOF)'],
    ['EOF)', 'EOF'],
    ['a.b', 'a.b'],
    ['é', 'é'],
    ['\\ ', ' '],
    ['"E', 'E'],
    ["E'", 'E'],
    ['2', '2'],
    ['EOF', '\tEOF'],
    ['EOF', 'EOF '],
  ] as const;
  const shapes: ((word: string) => string)[] = [
    (word) => `RUN ${word}`,
    (word) => `RUN cat ${word} > /f`,
    (word) => `RUN --mount=type=cache,target=/c cat ${word}`,
    (word) => `COPY ${word} /f`,
    (word) => `COPY a ${word} /f`,
    (word) => `ADD --chown=1 ${word} /f`,
    (word) => `ONBUILD RUN ${word}`,
    (word) => `LABEL a=${word}`,
    (word) => `RUN (cat ${word})`,
  ];
  const single = pair(shapes, pair(marks, names)).map(
    ([shape, [mark, [name, end]]]) =>
      `FROM base\n${shape(mark + name)}\nCOPY in /\n${end}\nCOPY last /\n`,
  );
  return casesOf([...single, ...otherHeredocs]);
}

const otherHeredocs = [
  'FROM a\nRUN <<A cat <<B\nx\nA\ny\nB\nCOPY b /',
  'FROM a\nRUN <<A <<-B cat\nx\nA\ny\n\t\tB\nCOPY b /',
  'FROM a\nCOPY <<A <<"B" /x/\nFROM x\nA\nB\nCOPY b /',
  'FROM a\nCOPY <<A b <<B c /x/\nA\nB\n',
  'FROM a\nRUN <<EOF\nx\nEOF \nEOF\nCOPY b /',
  'FROM a\nRUN <<EOF\r\nx\r\nEOF\r\nCOPY b /\r\n',
  'FROM a\nRUN <<EOF\nx\\\nEOF\nCOPY b /',
  'FROM a\nRUN <<EOF \\\n && true\nx\nEOF\nCOPY b /',
  'FROM a\nRUN cat <<EOF | \\\n# comment\n\n sh\nx\nEOF\nCOPY b /',
  '# escape=`\nFROM a\nRUN <<EOF `\n cat\nx\nEOF\nCOPY b /',
  "# escape=`\nFROM a\nRUN <<eo\\'f\nx\neo'f\nCOPY b /",
  'FROM a\nRUN ["sh", "<<EOF"]\nCOPY b /',
  'FROM a\nRUN ["sh", <<EOF]\nEOF]\nCOPY b /',
  'FROM a\nCOPY ["<<EOF", "/"]\nCOPY b /',
  "FROM a\nRUN it's <<EOF\nCOPY b /\nEOF",
  'FROM a\nRUN echo "${x^^}" <<EOF\nCOPY b /\nEOF',
  'FROM a\nRUN echo ${x:-<<EOF}\nCOPY b /',
  'FROM a\nRUN echo "<<EOF"\nCOPY b /',
  "FROM a\nRUN echo '<<EOF'\nCOPY b /",
  'FROM a\nRUN echo \\<<EOF\nCOPY b /\nEOF',
  'FROM a\nRUN echo <\\<EOF\nCOPY b /',
  'FROM a\nRUN echo a;cat<<EOF\nCOPY b /\nEOF',
  'FROM a\nRUN cat <<EOF\nx\nEO',
  'FROM a\nCOPY b <<EOF\nEOF',
  'FROM a\nRUN echo $((1 << 2))\nCOPY b /',
  'FROM a\nRUN echo $((1<<2))\nCOPY b /',
  'FROM a\nRUN --mount=source=<<EOF,target=/x true\nCOPY b /',
  'FROM a\nrun <<eof\nx\neof\ncopy b /',
];
