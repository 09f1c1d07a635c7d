import { listCommands, splitShell } from './list-commands';
import { testFlavourFacts } from './testing/test-subject';

const list = (text: string, buildArgs = {}) =>
  listCommands(testFlavourFacts(text, { buildArgs }));

describe('listCommands', () => {
  it('splits a RUN and says on which line each command stands', () => {
    const text = `FROM a
RUN --mount=type=cache,target=/x \\
    # a comment
    apt-get update \\
    && DEBIAN_FRONTEND=noninteractive sudo apt-get install -y \\
      r-base; pip install x
`;
    expect(list(text)).toEqual([
      {
        words: ['apt-get', 'update'],
        place: { file: 'packages/a/Dockerfile', line: 4 },
      },
      {
        words: ['apt-get', 'install', '-y', 'r-base'],
        place: { file: 'packages/a/Dockerfile', line: 4 },
      },
      {
        words: ['pip', 'install', 'x'],
        place: { file: 'packages/a/Dockerfile', line: 6 },
      },
    ]);
  });

  it.each([
    ['FROM a\nARG v=1\nRUN b $v ${v} ${w}', ['b', '1', '1', '${w}']],
    ['FROM a\nARG v\nRUN b=1 c "$v x"', ['c', '2 x']],
    ['ARG v=1\nFROM a\nARG v\nRUN c ${v}', ['c', '2']],
    ['FROM a\nENV v 3\nRUN c ${v}', ['c', '3']],
    ['FROM a\nENV v="3 4" w=\'5\'\nRUN c ${v} $w', ['c', '3', '4', '5']],
    ['FROM a\nRUN c ${w:-6}', ['c', '6']],
    ['FROM a\nRUN ["c", "d e"]', ['c', 'd e']],
    ['FROM a\nRUN bash -ec "c d"', ['c', 'd']],
  ])('reads %j', (text, words) => {
    const isGiven = !text.includes('ARG v=1\nRUN');
    expect(
      list(text, isGiven ? { v: '2' } : {}).map((each) => each.words),
    ).toEqual([words]);
  });

  it('leaves out stages that do not reach the image', () => {
    const text = 'FROM a AS b\nRUN c\nFROM a AS d\nRUN e\nFROM d\nRUN f';
    expect(list(text).map(({ words }) => words)).toEqual([['e'], ['f']]);
  });
});

describe('splitShell', () => {
  it.each([
    ['a b && c', [['a', 'b'], ['c']]],
    ['R -e \'install.packages("x")\'', [['R', '-e', 'install.packages("x")']]],
    ['a "b\\"c" | d; (e)', [['a', 'b"c'], ['d'], ['e']]],
    ['if ! a; then b; fi', [['a'], ['b'], ['fi']]],
    ['a ${b-c} {d,e}', [['a', '${b-c}', '{d,e}']]],
  ])('%j', (text, commands) => {
    expect(splitShell(text)).toEqual(commands);
  });
});
