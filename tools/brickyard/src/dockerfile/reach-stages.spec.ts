import { parseDockerfile } from './parse-dockerfile';
import { reachStages } from './reach-stages';

function listProblems(text: string) {
  const parsed = parseDockerfile(text, 'packages/x/Dockerfile');
  return reachStages(parsed, parsed.stages.length - 1, {}).problems;
}

describe('reachStages', () => {
  it.each([
    ['FROM $X', 1, 'FROM $X: X is not declared before it'],
    ['ARG X\nFROM a:${X}', 2, 'FROM a:${X}: ARG X has no value'],
    ['ARG V\nARG X=a:$V\nFROM $X', 3, 'FROM $X: ARG V has no value'],
    ['ARG X\nFROM ${X:?}', 2, 'FROM ${X:?}: ARG X has no value'],
    ['FROM a\nARG X=1\nFROM $X', 3, 'FROM $X: X is not declared before it'],
    [
      'ARG X=1\nFROM a\nCOPY $X /x',
      3,
      'COPY $X: X is declared before FROM only; repeat ARG X in this stage',
    ],
    ['FROM a\nARG X\nCOPY $X /x', 3, 'COPY $X: ARG X has no value'],
    [
      'ARG V\nARG X=a$V\nFROM b\nARG X\nCOPY $X /x',
      5,
      'COPY $X: ARG V has no value',
    ],
    ['FROM a AS x\nARG V\nFROM x\nCOPY $V /', 4, 'ARG V has no value'],
    ['FROM a\nADD $X /x', 2, 'ADD $X: X is not declared before it'],
    ['FROM a\nCOPY --from=$X a b', 2, 'COPY --from $X: X is not declared'],
    ['FROM a\nRUN --mount=from=$X ls', 2, 'RUN --mount from $X: X is not'],
    ['FROM a\nENV P=/x:$PATH\nCOPY $P /', 3, 'COPY $P: PATH is not declared'],
    ['FROM Team/A:1', 1, 'FROM: "Team/A:1" is not an image reference'],
    ['FROM a AS b\nCOPY --from=b x y', 2, 'COPY --from b: the stage is this'],
    ['FROM a\nRUN --mount=type=bin ls', 2, 'unknown type "bin"'],
    ['FROM a\nRUN --mount=type=secret ls', 2, 'needs an id or a target'],
    ['FROM a\nRUN --mount=type=secret,id=b,src=c ls', 2, 'an id or a source'],
    ['FROM a\nRUN --mount=type=secret,id=b,from=c ls', 2, 'and no from'],
    ['FROM a\nENV B=${C:?why}\nRUN ls', 2, 'ENV B: C has no value: why'],
    ['ARG B=${C:?}\nFROM a', 1, 'ARG B: C has no value'],
    ['FROM a AS x\nFROM X', 2, 'FROM: "X" is not an image reference'],
    ['FROM a AS x\nFROM ${NONE}\nFROM b', 2, 'FROM ${NONE}: names no image'],
    ['FROM a AS x\nFROM B\nFROM b', 2, '"B" is not an image reference'],
    ['FROM --platform=$P a', 1, 'FROM --platform $P: P is not declared'],
    ['FROM a\nCOPY https://h/b /', 2, 'only ADD takes an address'],
    ['FROM a AS x\nCOPY --from=X b c\nFROM d', 1, 'the stage x needs itself'],
    [
      'FROM a AS x\nRUN --mount=from=y,target=/m b\nFROM x AS y\nFROM d',
      1,
      'the stage x needs itself',
    ],
    [
      'FROM a AS x\nFROM b AS y\nCOPY --from=x d e\nFROM c AS x\nFROM y',
      3,
      'on line 4',
    ],
  ])('refuses %j', (text, line, message) => {
    expect(listProblems(text)).toEqual([
      {
        place: { file: 'packages/x/Dockerfile', line },
        message: expect.stringContaining(message) as string,
      },
    ]);
  });
});
