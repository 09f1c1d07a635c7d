import { parseDockerfile } from './parse-dockerfile';
import { resolveDockerfile } from './resolve-dockerfile';

function resolve(text: string) {
  const parsed = parseDockerfile(text, 'packages/x/Dockerfile');
  return resolveDockerfile(parsed, { buildArgs: {} });
}

describe('ONBUILD', () => {
  const onbuild = (line: string) =>
    resolve(`FROM a AS x\nARG V\n${line}\nFROM x\nCOPY c${'${V-}'} /`);

  it.each([
    ['COPY', 'ONBUILD COPY t /', { context: ['t', 'c'] }],
    ['an image', 'ONBUILD COPY --from=i t /', { images: ['a', 'i'] }],
    [
      'a secret',
      'ONBUILD RUN --mount=type=secret,id=s x',
      { secretIds: ['s'] },
    ],
    ['ENV', 'ONBUILD ENV V=t', { context: ['ct'] }],
    ['a heredoc', 'ONBUILD RUN <<E\nCOPY t /\nE', { context: ['c'] }],
  ])('runs %s of ONBUILD in the stage built on it', (_, line, expected) => {
    const { images, context, secretIds } = onbuild(line);
    expect({
      images: images.map(({ image }) => image),
      context: context.flatMap(({ sources }) => sources),
      secretIds,
    }).toMatchObject(expected);
  });

  it.each([
    ['for the stage itself', 'FROM a\nONBUILD COPY t /', 0],
    [
      'again for the next stage',
      'FROM a AS x\nONBUILD COPY t /\nFROM x AS y\nFROM y',
      1,
    ],
    [
      'for a stage that copies from it',
      'FROM a AS x\nONBUILD COPY t /\nFROM b\nCOPY --from=x c /',
      0,
    ],
  ])('runs no ONBUILD %s', (_, text, times) => {
    expect(resolve(text).context).toHaveLength(times);
  });
});
