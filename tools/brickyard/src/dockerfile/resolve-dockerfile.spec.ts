import { parseDockerfile } from './parse-dockerfile';
import { resolveDockerfile } from './resolve-dockerfile';

function resolve(text: string, buildArgs = {}, target?: string) {
  const parsed = parseDockerfile(text, 'packages/x/Dockerfile');
  return resolveDockerfile(parsed, { buildArgs, target });
}

function refusal(text: string, buildArgs = {}, target?: string): unknown {
  try {
    return resolve(text, buildArgs, target);
  } catch (error) {
    return error;
  }
}

describe('resolveDockerfile', () => {
  it('gives the whole value of a Dockerfile that uses everything', () => {
    const text = [
      '# syntax=docker/dockerfile:1',
      'ARG BASE=brickyard/minimal',
      'FROM ubuntu:24.04 AS tools',
      'COPY tools/ /tools',
      'FROM unused AS unused',
      'ARG NEVER',
      'FROM ${BASE} AS final',
      'ARG VERSION=1',
      'COPY --from=tools /tools /tools',
      'COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/',
      'ADD requirements.txt image.ts /tmp/',
      'RUN --mount=type=secret,id=token --mount=type=cache,target=/c true',
    ].join('\n');
    expect(resolve(text)).toEqual({
      target: 'final',
      fromScratch: false,
      base: { ...use(text, 'from', '${BASE}', 7), image: 'brickyard/minimal' },
      images: [
        use(text, 'syntax', 'docker/dockerfile:1', 1),
        use(text, 'from', 'ubuntu:24.04', 3),
        { ...use(text, 'from', '${BASE}', 7), image: 'brickyard/minimal' },
        use(text, 'copy', 'ghcr.io/astral-sh/uv:0.9', 10),
      ],
      context: [
        { kind: 'copy', sources: ['tools'], line: 4 },
        {
          kind: 'add',
          sources: ['requirements.txt', 'image.ts'],
          line: 11,
        },
      ],
      declaredArgs: ['BASE', 'VERSION'],
      secretIds: ['token'],
    });
  });

  const nested = 'ARG A=h.io\nARG B=x\nFROM ';
  it.each<[string, string, string[], Record<string, string>?]>([
    ['a plain name', 'FROM a', ['a']],
    ['lower-case instructions', 'from a as b', ['a']],
    ['leading white space', '  FROM a', ['a']],
    ['a global default', 'ARG X=a\nFROM $X', ['a']],
    ['a build arg over the default', 'ARG X=a\nFROM $X', ['b'], { X: 'b' }],
    ['a build arg without default', 'ARG X\nFROM ${X}', ['b'], { X: 'b' }],
    ['a default made of another', 'ARG X=a\nARG Y=$X-b\nFROM $Y', ['a-b']],
    ['two on a line', 'ARG X=a Y=${X}b\nFROM $Y', ['ab']],
    ['nested and a fallback', `${nested}\${A}/\${B}:\${C:-d}`, ['h.io/x:d']],
    ['a fallback in a fallback', `${nested}\${C:-\${D-$B}}`, ['x']],
    ['- for an empty value', 'ARG X=\nFROM a${X-b}', ['a']],
    [':- for an empty value', 'ARG X=\nFROM a${X:-b}', ['ab']],
    ['+ for a set value', 'ARG X=1\nFROM a${X:+b}', ['ab']],
    ['+ for an unset value', 'FROM a${X+b}', ['a']],
    ['an unused fallback that is unset', `${nested}\${B:-$C}`, ['x']],
    ['a trimmed value', 'ARG V=1.2.3\nFROM a:${V%.*}', ['a:1.2']],
    ['quotes', 'FROM "a"', ['a']],
    ['quoted defaults', 'ARG X="a"\nARG Y=\'b\'\nFROM $X$Y', ['ab']],
    ['the platform', 'FROM a:$TARGETARCH', ['a:amd64']],
    [
      'another platform',
      'FROM a:$TARGETARCH',
      ['a:arm64'],
      { TARGETARCH: 'arm64' },
    ],
    ['a platform flag', 'FROM --platform=$BUILDPLATFORM a', ['a']],
    ['a continued FROM', 'FROM \\\n  a \\\n AS b', ['a']],
    ['comments in a continuation', 'FROM \\\n# no\n\n a', ['a']],
    ['scratch', 'FROM scratch', []],
    ['CRLF', 'ARG X=a\r\nFROM $X\r\nCOPY b c\r\n', ['a']],
    ['a byte order mark', '\ufeffFROM a', ['a']],
    ['a backtick escape', '# escape=`\nFROM `\n a', ['a']],
    ['a stage in FROM', 'FROM a AS X\nFROM x', ['a']],
    [
      'a stage of a name that is used twice',
      'FROM a AS x\nFROM b AS x\nFROM x',
      ['b'],
    ],
    ['a stage from its own name', 'FROM a AS x\nFROM x AS x\nFROM x', ['a']],
    [
      'a copy from the last of a name',
      'FROM a AS x\nFROM b AS X\nFROM c\nCOPY --from=x y z',
      ['b', 'c'],
    ],
    [
      'an image called as a later stage',
      'FROM b AS x\nFROM a AS b\nFROM x',
      ['b'],
    ],
    ['unreached stages', 'FROM a AS x\nFROM y${NONE}\nFROM b', ['b']],
    ['COPY from an image', 'FROM a\nCOPY --from=i:1 x y', ['a', 'i:1']],
    ['COPY from a stage', 'FROM a AS s\nFROM b\nCOPY --from=S x y', ['a', 'b']],
    ['COPY from an index', 'FROM a\nFROM b\nCOPY --from=0 x y', ['a', 'b']],
    ['COPY from scratch', 'FROM a\nCOPY --from=scratch x y', ['a']],
    [
      'COPY with flags',
      'FROM a\nCOPY --link --from=i --chown=1 x y',
      ['a', 'i'],
    ],
    ['COPY from an ARG', 'FROM a\nARG I=i\nCOPY --from=$I x y', ['a', 'i']],
    ['a bind mount', 'FROM a\nRUN --mount=from=i,target=/x ls', ['a', 'i']],
    [
      'a quoted mount',
      'FROM a\nRUN --mount="type=bind,from=i,target=/x" ls',
      ['a', 'i'],
    ],
    ['a cache mount', 'FROM a\nRUN --mount=type=cache,from=i ls', ['a', 'i']],
    [
      'a mount on the next line',
      'FROM a\nRUN --network=none \\\n --mount=type=bind,\\\nfrom=i ls',
      ['a', 'i'],
    ],
    [
      'a mount from a stage',
      'FROM a AS s\nFROM b\nRUN --mount=from=s ls',
      ['a', 'b'],
    ],
    [
      'a mount from a number',
      'FROM a\nFROM b\nRUN --mount=from=0 ls',
      ['b', '0'],
    ],
    [
      'a mount in other case',
      'FROM a\nRUN --mount=Type=BIND,From=i ls',
      ['a', 'i'],
    ],
    ['an empty --from', 'FROM a\nCOPY --from= x y', ['a']],
    ['an empty mount from', 'FROM a\nRUN --mount=from=,source=s ls', ['a']],
    ['--mount in the command', 'FROM a\nRUN ls --mount=from=i', ['a']],
    ['a heredoc', 'FROM a\nRUN <<EOF\nFROM b\nEOF', ['a']],
    ['ONBUILD', 'FROM a\nONBUILD COPY --from=i x y', ['a']],
    ['# syntax', '# syntax=f:1 x\nFROM a', ['f:1', 'a']],
    [
      '# syntax after another directive',
      '# check=skip=all\n# syntax = f\nFROM a',
      ['f', 'a'],
    ],
    ['a comment before # syntax', '# Hello\n# syntax=f\nFROM a', ['a']],
    ['a blank line before # syntax', '\n# syntax=f\nFROM a', ['a']],
  ])('finds the images of %s', (_, text, images, buildArgs = {}) => {
    expect(resolve(text, buildArgs).images.map((i) => i.image)).toEqual(images);
  });

  it.each<[string, string, unknown[], Record<string, string>?]>([
    ['COPY', 'COPY a b c/', ['a', 'b']],
    ['the root', 'COPY / /x', ['.']],
    ['a dot', 'COPY . .', ['.']],
    ['dots in paths', 'COPY ./a/./b/ /c/../d ../../e x/', ['a/b', 'd', 'e']],
    ['globs', 'COPY src/**/*.py [ab].txt /x/', ['src/**/*.py', '[ab].txt']],
    ['the JSON form', 'COPY ["a b", "c", "/x/"]', ['a b', 'c']],
    ['JSON over lines', 'COPY ["a", \\\n "b", "/x/"]', ['a', 'b']],
    ['an escaped blank', 'COPY --link a"x" /b', ['ax']],
    ['a stage ARG', 'ARG P=dir\nCOPY $P/a /x', ['dir/a']],
    ['a build arg', 'ARG P=dir\nCOPY $P/a /x', ['q/a'], { P: 'q' }],
    ['an inherited global', 'ARG G\nCOPY $G /x', ['global']],
    ['the last ARG', 'ARG P=a\nARG P=b\nCOPY $P /x', ['b']],
    ['ENV', 'ENV P=a Q=b\nCOPY $P$Q /x', ['ab']],
    ['ENV in the old form', 'ENV P a b  c \nCOPY $P /x', ['a b  c']],
    [
      'ENV in the old form, quoted',
      'ENV P  "a  b"\\ \'c\'\nCOPY $P /x',
      ['a  b c'],
    ],
    ['ENV with a variable in its name', 'ENV Q=P\nENV $Q=a\nCOPY $P /x', ['a']],
    ['words that only a shell knows', 'COPY a$@b$1c$?${#}$* /x', ['abc']],
    [
      'the stage that is built',
      'ARG TARGETSTAGE\nCOPY $TARGETSTAGE /x',
      ['default'],
    ],
    [
      'COPY --parents',
      'COPY --parents a/*/x.toml a/./**/y **/z /d',
      ['a/*/x.toml', 'a', '.'],
    ],
    ['COPY with two stars', 'COPY a/**/y /d', ['a/**/y']],
    ['a heredoc with a blank', 'RUN << EOF\nCOPY a /\nEOF\nCOPY b /', ['b']],
    [
      'words of COPY that look like a heredoc',
      'COPY << EOF /x\nCOPY a /\nEOF',
      ['<<', 'EOF'],
    ],
    [
      'a mount with quotes of CSV',
      'RUN --mount=source=s,\'"target=/x"\' ls',
      ['s'],
    ],
    [
      'ENV that sees the line before',
      'ENV P=a\nENV P=b Q=$P\nCOPY $Q /x',
      ['a'],
    ],
    ['ARG over ENV', 'ENV P=a\nARG P=b\nCOPY $P /x', ['b']],
    ['ARG and ENV of the parent', 'COPY $PA$PE /x', ['12']],
    ['a remote ADD', 'ADD https://h/a.tgz git@h:a/b.git c /x/', ['c']],
    ['a heredoc', 'COPY <<EOF a /x/\nhello\nEOF', ['a']],
    ['a bind mount', 'RUN --mount=source=src,target=/x ls', ['src']],
    ['a whole bind mount', 'RUN --mount=type=bind,target=. ls', ['.']],
    ['src', 'RUN --mount=type=bind,src=/a/,dst=/x ls', ['a']],
  ])('finds the sources of %s', (_, line, sources, buildArgs = {}) => {
    const head = 'ARG G=global\nFROM a AS p\nARG PA=1\nENV PE=2\nFROM p\n';
    const { context } = resolve(head + line, buildArgs);
    expect(context.map((c) => c.sources)).toEqual([sources]);
  });

  it.each([
    ['COPY --from', 'COPY --from=i a b'],
    ['a heredoc', 'COPY <<EOF /x\nhello\nEOF'],
    ['a remote ADD', 'ADD https://h/a.tgz /x'],
    ['other mounts', 'RUN --mount=type=tmpfs,target=/x --mount=type=ssh ls'],
    ['a cache mount', 'RUN --mount=type=cache,source=a,target=/x ls'],
    ['a bind mount from an image', 'RUN --mount=from=i,source=a ls'],
  ])('takes nothing from the context for %s', (_, line) => {
    expect(resolve(`FROM a\n${line}`).context).toEqual([]);
  });

  it.each([
    ['an id', 'type=secret,id=b', ['b']],
    ['a target', 'type=secret,target=/run/a.json', ['a.json']],
    ['a source', 'type=secret,src=c', ['c']],
    ['an ARG', 'type=secret,id=$X', ['x1']],
  ])('names the secret by %s', (_, mount, ids) => {
    const text = `FROM a\nARG X=x1\nRUN --mount=${mount} ls`;
    expect(resolve(text).secretIds).toEqual(ids);
  });

  const stages = 'FROM scratch AS One\nCOPY a b\nFROM x AS two\nFROM one';
  it.each([
    [undefined, '2', true],
    ['ONE', 'one', true],
    ['two', 'two', false],
  ])('builds target %s', (wanted, target, fromScratch) => {
    const result = resolve(stages, {}, wanted);
    expect(result).toMatchObject({ target, fromScratch });
  });

  it('lists the stages when the target is unknown', () => {
    expect(refusal(stages, {}, 'three')).toMatchObject({
      code: 'DOCKERFILE_INVALID',
      message: expect.stringMatching(
        /^packages\/x\/Dockerfile: .*"three".* one, two$/,
      ) as string,
    });
  });

  it('leaves out the ARGs of stages that are not reached', () => {
    const text = 'ARG B\nARG A\nFROM a AS x\nARG Z\nFROM b\nARG C=1\nARG B';
    expect(resolve(text).declaredArgs).toEqual(['A', 'B', 'C']);
  });

  it('counts the ARGs of the stage that FROM names', () => {
    expect(resolve('FROM a AS x\nARG Z=1\nFROM x').declaredArgs).toEqual(['Z']);
  });

  it('refuses to read a stage that comes later', () => {
    const text = 'FROM a AS x\nCOPY --from=b x y\nFROM c AS b';
    expect(refusal(text, {}, 'x')).toMatchObject({
      message: expect.stringContaining('b: the stage is on line 3') as string,
    });
  });

  it('reports every fault at once', () => {
    const text = 'FROM $X\nCOPY $Y $Z /x/';
    expect(refusal(text)).toMatchObject({
      problems: [
        { place: { line: 1 } },
        { place: { line: 2 } },
        { place: { line: 2 } },
      ],
    });
  });
});

function use(text: string, kind: string, name: string, line: number) {
  const start = text.lastIndexOf(name);
  return { kind, image: name, line, range: [start, start + name.length] };
}
