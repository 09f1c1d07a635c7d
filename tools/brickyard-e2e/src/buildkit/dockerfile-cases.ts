import { listHeredocs } from './heredoc-cases';
import { flags, forms } from './instruction-cases';
import { type Cases, casesOf, pair } from './make-cases';
import { listPairs, listWords } from './word-cases';

const stages: Cases = casesOf([
  'FROM a AS x\nFROM b AS x\nFROM x\nCOPY --from=x c d',
  'FROM a AS x\nFROM x AS x\nFROM x\nCOPY b c',
  'FROM a AS x\nFROM b\nCOPY --from=x c d\nFROM e AS x',
  'FROM a AS x\nFROM b\nRUN --mount=from=x,target=/m true\nFROM e AS x',
  'FROM a AS x\nFROM b AS X\nFROM c\nCOPY --from=X d e',
  'FROM a AS x\nFROM X',
  'FROM a AS X\nFROM x',
  'FROM a AS X\nFROM X',
  'FROM a as x\nFROM b aS y\nFROM x\nCOPY --from=y a b',
  'FROM a AS b\nFROM b AS a\nFROM a',
  'FROM a AS b\nCOPY --from=b c d',
  'FROM a AS b\nCOPY --from=c d e\nFROM f AS c',
  'FROM a\nFROM b\nCOPY --from=0 c d',
  'FROM a\nFROM b\nCOPY --from=1 c d',
  'FROM a\nFROM b\nCOPY --from=2 c d',
  'FROM a\nFROM b\nRUN --mount=from=0,target=/m true',
  'FROM a\nFROM b\nCOPY --from=-1 c d',
  'FROM a AS 0x\nFROM b',
  'FROM a AS x0-_.\nFROM x0-_.',
  'FROM scratch\nCOPY a b',
  'FROM Scratch\nCOPY a b',
  'FROM a\nCOPY --from=scratch b c',
  'FROM a AS scratch\nFROM scratch\nCOPY a b',
  'FROM a AS context\nFROM b\nCOPY --from=context a b',
  'FROM a AS x\nFROM ${NONE}\nFROM b',
  'FROM a AS x\nFROM $NONE$NONE AS y\nFROM b',
  'FROM a AS x\nFROM b:$NONE AS y\nFROM c',
  'FROM Team/A AS x\nFROM b',
  'FROM a@sha256:12 AS x\nFROM b',
  'FROM a:1 AS x\nFROM a:2\nCOPY --from=x b c',
  'FROM h.io:5000/a/b:1@sha256:' + 'a'.repeat(64),
  'ARG V=1\nFROM a:$V\nARG V\nCOPY $V /',
  'ARG V=1\nFROM a:${V}-x AS y\nFROM y\nCOPY $V /',
  'ARG V=1 W=$V\nFROM a:$W',
  'ARG V=1\nARG W=${V:-2}\nFROM a:$W',
  'FROM a AS x\nARG V=1\nENV E=2\nFROM x\nCOPY $V$E /',
  'FROM a AS x\nARG V=1\nFROM b\nCOPY --from=x $V /',
  'ARG A=a\nARG A=b\nFROM $A',
  'ARG A\nARG A=b\nFROM $A',
  'FROM --platform=linux/amd64 a\nCOPY b c',
  'FROM --platform=$BUILDPLATFORM a\nCOPY b c',
  'FROM --platform= a',
  'FROM --platform=$NONE a',
  'FROM --platform=x/y/z/w a',
  'FROM a\nARG TARGETARCH\nARG TARGETSTAGE\nCOPY $TARGETARCH $TARGETSTAGE /',
  'FROM a AS last\nARG TARGETSTAGE\nCOPY $TARGETSTAGE /',
  'FROM a:$TARGETARCH$TARGETVARIANT',
  'FROM',
  'FROM a b',
  'FROM a AS',
  'FROM a AS b c',
  'FROM "a"',
  "FROM 'a' AS b\nFROM b",
  'FROM a # b',
  'RUN a\nFROM b',
  'ARG a\nENV b=c\nFROM d',
  '',
  '# only',
  'FROM a\nFOO b',
]);

function listTriggers(): Cases {
  const inner = [
    ...['COPY t /', 'COPY --from=i t /', 'COPY --from=0 t /', 'ADD t /'],
    ...[
      'RUN --mount=type=secret,id=s true',
      'RUN --mount=from=i,target=/m true',
    ],
    ...['RUN --mount=type=secret,id=$V true', 'ENV V=t', 'ARG V=t', 'ARG V'],
    ...['WORKDIR /x', 'COPY $V /', 'FROM i', 'ONBUILD RUN x', 'MAINTAINER m'],
    ...['FOO t', 'COPY t', 'RUN', '', 'RUN <<E\nCOPY u /\nE', 'run true'],
    ...['COPY <<E /t\nCOPY u /\nE', 'COPY ["t u", "/"]', 'COPY t \\\n /'],
  ];
  const shapes: ((line: string) => string)[] = [
    (line) => `FROM a AS x\n${line}\nFROM x\nCOPY c$V /\nRUN true`,
    (line) => `FROM a AS x\n${line}\nFROM x AS y\nFROM y\nCOPY c /`,
    (line) => `FROM a AS x\n${line}\nFROM b\nCOPY --from=x c /`,
    (line) => `FROM a\n${line}\nCOPY c /`,
    (line) => `FROM a AS x\nARG V=1\n${line}\nFROM x\nCOPY c$V /\nRUN true`,
  ];
  return casesOf(
    pair(shapes, inner).map(([shape, line]) => shape(`ONBUILD ${line}`)),
  );
}

const directives: Cases = casesOf([
  '# syntax=f:1\nFROM a',
  '#syntax=f:1 x\nFROM a',
  '# syntax = f\tx\nFROM a',
  '#!/bin/sh\n# syntax=f\nFROM a',
  '#!/bin/sh\n# escape=`\nFROM a\nRUN x `\n y',
  '#! x\n\n# syntax=f\nFROM a',
  '# check=skip=all\n# syntax=f\nFROM a',
  '# foo=bar\n# syntax=f\nFROM a',
  '# a comment\n# syntax=f\nFROM a',
  '\n# syntax=f\nFROM a',
  ' # syntax=f\nFROM a',
  ' # escape=`\nFROM a\nRUN x `\n y',
  '\ufeff# syntax=f\nFROM a',
  '\ufeff# escape=`\nFROM a\nRUN x `\n y',
  '\ufeffFROM a',
  '# syntax=f\r\n# escape=`\r\nFROM a\r\nRUN x `\r\n y\r\n',
  '# syntax=f\n# syntax=g\nFROM a',
  '# escape=`\n# ESCAPE=\\\nFROM a',
  '# escape=/\nFROM a',
  '# escape=\nFROM a',
  '# escape\nFROM a',
  '# Escape=`\nFROM a\nRUN x `\n y',
  '# syntax=f\n\n# escape=`\nFROM a\nRUN x `\n y',
  '# escape=`\n# syntax=f\nFROM a\nCOPY a`\nb /',
  '## syntax=f\nFROM a',
  '# syntax=\nFROM a',
  '# syntax= \nFROM a',
  'FROM a\n# syntax=f',
]);

function listLineEnds(): Cases {
  const ends = ['\n', '\r\n', '\r\r\n'];
  const files = [
    ['FROM a', 'RUN x \\', ' y', 'COPY b c'],
    ['FROM a', 'RUN x \\  ', ' y', 'COPY b c'],
    ['FROM a', 'RUN x \\', '', '# c', ' y', 'COPY b c'],
    ['FROM a', 'RUN x \\', '  # c \\', ' y', 'COPY b c'],
    ['FROM a', 'RUN x \\\\', 'COPY b c'],
    ['FROM a', 'RUN x \\\\\\', 'COPY b c'],
    ['FROM a', '\\', 'COPY b c'],
    ['FROM a', '\\', '', 'COPY b c'],
    ['FROM \\', 'a', ' \\', 'COPY b c'],
    ['FROM a', 'COPY b\\', 'd c'],
    ['FROM a', 'COPY b \\'],
    ['FROM a', 'RUN <<E', 'x', 'E', 'COPY b c'],
    ['FROM a', '\tCOPY b c', '  RUN x'],
    ['FROM a', '#', '# \\', 'COPY b c'],
    ['FROM a', 'RUN x # \\', 'COPY b c'],
    ['FROM a', 'COPY # b c', 'COPY b#d c'],
    ['from a', 'Copy b c', 'rUn x'],
    ['FROM\ta', 'COPY\tb\tc'],
    ['FROM a', 'COPY b c\f', 'RUN x\v'],
    ['FROM a', 'ENV A=1 \\', '# c', '  B=2', 'COPY $B c'],
    ['# escape=`', 'FROM a', 'COPY b `', ' c', 'RUN x\\', 'COPY d e'],
    ['# escape=`', 'FROM a', 'COPY b ``', 'COPY d e'],
  ];
  return casesOf(
    pair(ends, files).flatMap(([end, lines]) => {
      const text = lines.join(end);
      return [text, text + end];
    }),
  );
}

const withArgs: Cases = [
  { text: 'ARG X=a\nFROM $X', buildArgs: { X: 'b' } },
  { text: 'FROM a\nARG X=a\nCOPY $X /\nRUN x', buildArgs: { X: 'b' } },
  { text: 'FROM a\nCOPY ${X:-d} /\nRUN x', buildArgs: { X: 'b' } },
  { text: 'FROM a\nENV X=a\nARG X=c\nCOPY $X /', buildArgs: { X: 'b' } },
  { text: 'FROM a\nARG X=a\nENV X=c\nCOPY $X /', buildArgs: { X: 'b' } },
  { text: 'FROM a AS x\nCOPY b c\nFROM d', target: 'x' },
  { text: 'FROM a AS x\nCOPY b c\nFROM d', target: 'X' },
  { text: 'FROM a AS x\nFROM b AS x\nCOPY b c\nFROM d', target: 'x' },
  { text: 'FROM a AS x\nFROM b', target: 'y' },
  {
    text: 'FROM a AS x\nARG TARGETSTAGE\nCOPY $TARGETSTAGE /\nFROM b',
    target: 'x',
  },
  { text: 'FROM a:$TARGETARCH', buildArgs: { TARGETARCH: 'arm64' } },
];

/** Dockerfiles and their siblings, by what they are about. */
export const dockerfileCases: Readonly<Record<string, Cases>> = {
  heredocs: listHeredocs(),
  pairs: listPairs(),
  words: listWords(),
  stages,
  triggers: listTriggers(),
  forms,
  flags,
  directives,
  'line ends': listLineEnds(),
  'build args': withArgs,
};
