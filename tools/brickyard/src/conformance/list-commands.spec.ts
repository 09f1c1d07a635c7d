import { listCommands } from './list-commands';
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
    const found = list(text).map(({ words, place }) => [
      words.join(' '),
      `${place.file}:${place.line}`,
    ]);
    expect(found).toEqual([
      ['apt-get update', 'packages/a/Dockerfile:4'],
      ['apt-get install -y r-base', 'packages/a/Dockerfile:5'],
      ['pip install x', 'packages/a/Dockerfile:6'],
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

  it.each([
    ['RUN <<EOF\na\n\nb\nEOF', [3, 5]],
    ['RUN <<-EOF\n\ta\n\tb\nEOF', [3, 4]],
    ['RUN <<EOF\n#!/bin/bash\na\nEOF', [4]],
    ['RUN <<EOF\n#!/usr/bin/env bash\na\nEOF', [4]],
    ['RUN <<EOF\n#!/usr/bin/env python3\na\nEOF', []],
    ['RUN bash <<EOF\na\nEOF', [3]],
    ['RUN --mount=type=cache,target=/c bash -e <<EOF\na\nEOF', [3]],
    ['RUN a && bash <<EOF && \\\n  b\nc\nEOF', [2, 4, 3]],
    ['RUN cat <<EOF > /s\na\nEOF', [2]],
    ['RUN cat <<EOF > /s\na\nEOF\nRUN sh /s', [2, 3]],
    ['COPY <<EOF /s\na\nEOF', []],
    ['COPY <<EOF /s\na\nEOF\nRUN chmod +x /s && /s', [5, 3]],
    ['COPY <<one <<two /b/\na\none\nc\ntwo\nRUN sh /b/two', [5]],
    ['WORKDIR /w\nCOPY <<s ./\na\ns\nRUN ./s', [4]],
    ['RUN a \\\n # b\n\n && c', [2, 5]],
    ['# c\nRUN ["a", "b"]', [3]],
    ['RUN ["sh", "-c", "a && b"]', [2, 2]],
    ['ONBUILD RUN a', [2]],
    ['SHELL ["/bin/bash", "-c"]\nRUN a', [3]],
    ['SHELL ["conda", "run", "-n", "e", "bash", "-c"]\nRUN a \\\n&& b', [3, 4]],
    ['SHELL ["pwsh", "-c"]\nRUN a; b', [3]],
  ])('says where the commands of %j stand', (text, lines) => {
    const found = list(`FROM a\n${text}\n`);
    expect(found.map(({ place }) => place.line)).toEqual(lines);
  });

  it('hands on to a stage what its base has', () => {
    const text =
      'FROM a AS b\nENV V=1\nWORKDIR /w\nCOPY <<s /w/\nc $V\ns\nFROM b\nRUN d $V\nRUN sh s';
    const found = list(text).map(({ words }) => words.join(' '));
    expect(found).toEqual(['d 1', 'c 1']);
  });

  it.each([
    ['COPY s.sh /tmp/\nRUN /tmp/s.sh', ['s.sh:2']],
    ['COPY s.sh /tmp/t\nRUN sh /tmp/t', ['s.sh:2']],
    ['COPY s.sh .\nRUN ./s.sh', ['s.sh:2']],
    ['WORKDIR /w\nCOPY . .\nRUN sudo bash -e bin/t', ['bin/t:3'], 3],
    ['COPY bin /b/\nRUN /b/t', ['bin/t:3']],
    ['COPY *.sh /b/\nRUN . /b/s.sh', ['s.sh:2']],
    ['COPY s.sh /tmp/\nRUN echo /tmp/s.sh', ['Dockerfile:3']],
    ['RUN --mount=type=bind,source=s.sh,target=/m sh /m', ['s.sh:2']],
    ['RUN --mount=target=/m sh /m/bin/t', ['bin/t:3']],
    [
      'RUN --mount=target=/m true\nRUN sh /m/bin/t',
      ['Dockerfile:2', 'Dockerfile:3'],
    ],
    ['COPY --from=x s.sh /tmp/\nRUN /tmp/s.sh', ['Dockerfile:3'], 0],
  ])('reads the scripts that %j runs', (text, places, line = 2) => {
    const files = [
      { path: 's.sh', text: '# a\nb\n' },
      { path: 'bin/t', text: '#!/bin/bash\n\nc\n' },
    ];
    const copied = files.map((each) => ({ ...each, line }));
    const flavour = testFlavourFacts(`FROM a\n${text}\n`, { copied });
    const found = listCommands(flavour).map(({ place }) =>
      `${place.file}:${place.line}`.replace('packages/a/', ''),
    );
    expect(found).toEqual(places);
  });

  it('reads a Dockerfile once', () => {
    const flavour = testFlavourFacts('FROM a\nRUN b');
    expect(listCommands(flavour)).toBe(listCommands(flavour));
  });

  it('leaves out stages that do not reach the image', () => {
    const text = 'FROM a AS b\nRUN c\nFROM a AS d\nRUN e\nFROM d\nRUN f';
    expect(list(text).map(({ words }) => words)).toEqual([['e'], ['f']]);
  });
});
