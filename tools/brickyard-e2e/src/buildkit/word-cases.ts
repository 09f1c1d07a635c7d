import { type Cases, casesOf, pair } from './make-cases';

const values = [
  ...['1', 'a b', '"a  b"', "'a b'", "it's", '"a', 'a\\ b', '$A', '${A}x'],
  ...['"$A"', "'$A'", '\\$A', '${A:-x}', '${B:-$A}', '${A:+x}', '${B+x}'],
  ...['a=b', '=', '', 'a#b', '`a`', '"a\\"b"', '"a\\nb"', 'a"b c"d', '$', '$$'],
  ...['${A#*.}', '${A##*.}', '${A%.*}', '${A%%.*}', '${A/./-}', '${A//./-}'],
];

/** ENV, ARG and LABEL in all their forms. */
export function listPairs(): Cases {
  const shapes: ((value: string) => string)[] = [
    (value) => `ENV N=${value}`,
    (value) => `ENV N ${value}`,
    (value) => `ENV N  ${value}  `,
    (value) => `ENV N\t${value}  x`,
    (value) => `ENV N=${value} M=2`,
    (value) => `ENV A=${value} M=$A`,
    (value) => `ENV N 1 2  ${value}`,
    (value) => `ENV N=1 \\\n  M=${value}`,
    (value) => `ENV N 1 \\\n  ${value}`,
    (value) => `ENV N$A=${value}`,
    (value) => `ARG N=${value}`,
    (value) => `ARG N=${value} M=$N`,
    (value) => `ARG N ${value}`,
    (value) => `ARG B=${value}\nENV N=$B`,
    (value) => `LABEL n=${value}`,
    (value) => `LABEL n ${value}`,
    (value) => `LABEL n=${value} m=2`,
    (value) => `WORKDIR /${value}`,
    (value) => `USER ${value}`,
  ];
  const head = 'ARG G=glob\nFROM base\nENV A=x.y.z\n';
  return casesOf(
    pair(shapes, values).map(
      ([shape, value]) => `${head}${shape(value)}\nRUN true\n`,
    ),
  );
}

/** Words with variables, quotes and escapes. */
export function listWords(): Cases {
  const signs = [
    ...['@', '*', '#', '?', '-', '$', '!', '0', '1', '12', '1a', '_', 'é'],
    ...['.', '/', '=', '+', '(', '{', '}', ':', ' '],
  ];
  const modified = [
    ...[':-d', '-d', ':+d', '+d', ':?d', '?d', '#a', '##a', '%a', '%%a'],
    ...['/a/b', '//a/b', '/a', ':', ':#a', '^', '^^', ',', '@Q', '[1]', ':0:2'],
    ...[':-', '#', '%', '//', '/', '-${A:-}', ':-"a}b"', ":-'}'", ':-\\}'],
    ...['#\\a', '#\\*', '%\\?', '#"*"', "#'*'", '/\\//-', '/"\\$"/x', '//?/-'],
    ...[
      '/*/x',
      '//*/x',
      '#?',
      '%?',
      '##*y',
      '%%y*',
      '/x*z/-',
      '//[/x',
      '/./$A',
    ],
  ];
  const words = [
    ...signs.flatMap((sign) => [`a$${sign}b`, `\${${sign}}`, `"$${sign}"`]),
    ...pair(['A', 'E', 'B', '@', '1', ''], modified).map(
      ([name, rest]) => `x\${${name}${rest}}y`,
    ),
    ...['${', '${A', '${A:-${B:-${A}}}', '${A:-${B:-c', '$A$A', '\\', 'a\\'],
    ...["'", '"', "''", '""', '"\\', "a''b", '"\'"', "'\"'", '\\"', "\\'"],
  ];
  const head = 'FROM base\nENV A=x.y.z E=\n';
  return casesOf(
    words.flatMap((word) => [
      `${head}ENV N=${word}\nRUN true\n`,
      `${head}COPY s/${word} /d/\nRUN true\n`,
      `# escape=\`\n${head}ENV N=${word}\nRUN true\n`,
    ]),
  );
}
