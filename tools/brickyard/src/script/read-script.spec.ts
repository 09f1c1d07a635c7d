import { mapLines } from './mapped-text';
import { readScript } from './read-script';

const read = (text: string, variables: Record<string, string> = {}) =>
  readScript(mapLines(text, { file: 'Dockerfile', line: 1 }), {
    variables: new Map(Object.entries(variables)),
    ...{ watched: ['PATH', 'VIRTUAL_ENV'], folder: '/', files: new Map() },
  }).map(({ words, place }) => [
    place.line,
    words.map(({ text: word }) => word).join(' '),
  ]);

const install = 'pip install x';

describe('readScript', () => {
  it.each([
    install,
    `sudo -u me -E ${install}`,
    `nice -n 5 ${install}`,
    `nice -5 ${install}`,
    `env A=1 -u B ${install}`,
    `A=1 B="c d" ${install}`,
    `time ${install}`,
    `time -p ${install}`,
    `/usr/bin/time -f %e ${install}`,
    `exec ${install}`,
    `command ${install}`,
    `timeout -k 5 60 ${install}`,
    `ionice -c 3 nice nohup ${install}`,
    `stdbuf -oL ${install}`,
    `flock /x ${install}`,
    `flock /x -c '${install}'`,
    `xargs -n 1 ${install}`,
    'echo x | xargs pip install',
    'xargs -n1 pip install <<E\nx\nE',
    `xargs -I{} sh -c '${install}'`,
    `su -c "${install}"`,
    `su - me -c "${install}"`,
    `su me --command="${install}"`,
    `runuser -u me -- ${install}`,
    `runuser -l me -c '${install}'`,
    `gosu me ${install}`,
    `setpriv --reuid 5 ${install}`,
    `sh -c '${install}'`,
    `bash -lc "${install}"`,
    `/bin/bash -o pipefail -ec '${install}'`,
    `bash -euo pipefail -c '${install}'`,
    `sudo bash -c 'su me -c "${install}"'`,
    `bash <<< '${install}'`,
    `echo "${install}" | bash`,
    `printf '%s\\n' '${install}' | sh -s`,
    `printf '${install}\\n' | sh`,
    `eval "${install}"`,
    `eval pip 'install x'`,
    `( ${install} )`,
    `{ ${install}; }`,
    `! ${install}`,
    `trap '${install}' EXIT`,
    `if true; then ${install}; fi`,
    `if ${install}; then :; fi`,
    `while ${install}; do :; done`,
    `until ${install}; do :; done`,
    `case $x in a) ${install};; esac`,
    `for x in a; do ${install}; done`,
    `for p in x; do pip install $p; done`,
    `f() { ${install}; }; f`,
    `function f { pip install "$@"; }; f x`,
    `a=$(${install})`,
    'a=`pip install x`',
    'echo "is $(pip install x)"',
    'cat <(pip install x)',
    `PIP=pip; $PIP install x`,
    `PIP=pip && "$PIP" install x`,
    `export PIP=pip; \${PIP} install x`,
    `PIP="pip install"; $PIP x`,
    `P=pi; "\${P}p" install x`,
    `\${PIP:-pip} install x`,
    `: "\${PIP:=pip}"; $PIP install x`,
    `a=(install x); pip "\${a[@]}"`,
    `set -- install x; pip "$@"`,
    `$(which pip) install x`,
    `"$(command -v pip)" install x`,
    `p\\ip in'sta'll "x"`,
    'pip \\\n  install \\\n  x',
    `coproc ${install}`,
    `[[ $(${install}) ]]`,
    `echo '${install}' > /s.sh && sh /s.sh`,
    `echo '${install}' > /s.sh && chmod +x /s.sh && /s.sh`,
    `cd /a; cat > s <<E\n${install}\nE\nbash ./s`,
    `tee /s <<E\n${install}\nE\n. /s`,
    `bash <<E\n${install}\nE`,
    `cat <<-'E' | bash -e\n\t${install}\n\tE`,
    `find . -exec ${install} \\;`,
    `${install} &`,
    `${install} > log 2>&1`,
    `true && ${install} || false`,
    `poetry run ${install}`,
    `conda run -n e ${install}`,
    `busybox sh -c '${install}'`,
  ])('finds the call in %j', (text) => {
    const found = read(text).map(([, words]) => words);
    expect(found.filter((words) => words === install)).toEqual([install]);
  });

  it.each([
    `echo ${install}`,
    `cat <<E > /s\n${install}\nE`,
    `f() { ${install}; }`,
    `# ${install}`,
    `x='${install}'`,
    `command -v ${install}`,
    `grep -q '${install}' /x`,
    `python - <<E\n${install}\nE`,
    `echo '${install}' > /s.sh`,
    `printf '#!/usr/bin/python3\\n${install}\\n' > /s; /s`,
  ])('finds none in %j', (text) => {
    expect(read(text).map(([, words]) => words)).not.toContain(install);
  });
});

describe('places', () => {
  it.each([
    ['a\nb', [1, 2]],
    ['a \\\n  && b', [1, 2]],
    ["sh -c 'a\n  b\n c'", [1, 2, 3]],
    ['sh -c "a\n \\"b\\"\n c"', [1, 2, 3]],
    ['bash <<E\na\n\nb\nE\nc', [2, 4, 6]],
    ['cat > /s <<E\na\nb\nE\nsh /s', [1, 2, 3]],
    ['x=$(a\nb)', [1, 2]],
    ['f() {\n  a\n}\nf', [2]],
    ["eval 'a' '\n b'", [1, 2]],
    ['sh -c "a \\\n && b"', [1, 2]],
    ['bash <<E\n$X\na\nE', [2, 3]],
    ["printf 'a\\nb' | sh", [1, 1, 1]],
  ])('of %j', (text, lines) => {
    expect(read(text).map(([line]) => line)).toEqual(lines);
  });
});

describe('variables', () => {
  it.each([
    ['$A $B ${C}', 'b c $B ${C}'],
    ['x "$A"', 'x b c'],
    ["x '$A'", 'x $A'],
    ['x ${B:-d} ${A:-d} ${A:+e} ${B:+e}.', 'x d b c e .'],
    ['x ${A%c}', 'x ${A%c}'],
    ['unset A; x $A', 'x $A'],
    ['( A=2 ); x "$A"', 'x b c'],
    ['A+=d; x "$A"', 'x b cd'],
    ['x "" y', 'x  y'],
    ['x\\ y "a\\"b"', 'x y a"b'],
  ])('are put into %j', (text, words) => {
    expect(read(text, { A: 'b c' }).map(([, each]) => each)).toEqual([words]);
  });
});

describe('a text that means no good', () => {
  it.each([
    ['f() { f; }; f'],
    ['f() { f; f; f; }; f'],
    [
      'A=xxxxxxxx; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do A=$A$A; done; x $A',
    ],
    [`${'for i in 1 2 3 4 5 6 7 8 9; do '.repeat(12)}x${'; done'.repeat(12)}`],
    [`${'$('.repeat(3000)}a${')'.repeat(3000)}`],
    [`${'('.repeat(9000)}a${')'.repeat(9000)}`],
    [`echo ${'a '.repeat(30_000)}`],
    [`${'a=1; (b); '.repeat(6000)}`],
    [`${'eval "eval \'a\'";'.repeat(3000)}`],
    [`echo 'sh /s; sh /s' > /s; sh /s`],
  ])('%#: ends', (text) => {
    expect(() => read(text)).not.toThrow();
  });

  it.each(['"$(', "'", '<<', '<<E', '${', 'if', 'case x in', 'f() {', '`'])(
    '%s: ends',
    (text) => {
      expect(() => read(`a; ${text}`)).not.toThrow();
      expect(() => read(`${text} a`.repeat(2000))).not.toThrow();
    },
  );
});
