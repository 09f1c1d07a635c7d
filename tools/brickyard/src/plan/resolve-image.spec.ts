import { caught } from '../testing/test-error';
import { testFlavour, testImages } from './testing/test-images';

const base = testFlavour('base', 'FROM ubuntu:24.04\n');
const tools = testFlavour('tools', 'FROM scratch\n');

function resolve(text: string, definition = {}) {
  const child = testFlavour('child', text, definition);
  const image = testImages([base, tools, child]).at(-1);
  if (image === undefined) throw new Error('no image');
  return image;
}

describe('resolveImages', () => {
  it('tells parents from images of elsewhere, whatever names them', () => {
    const { parents, externals } = resolve(`# syntax=docker/dockerfile:1
FROM brickyard/base:latest AS first
COPY --from=brickyard/tools /a /a
RUN --mount=type=bind,from=python:3.12,target=/b b
FROM first
COPY --from=first /c /c
`);
    expect(parents.map(({ kind, id, line }) => [kind, id, line])).toEqual([
      ['from', 'base@17.3-LTS', 2],
      ['copy', 'tools@17.3-LTS', 3],
    ]);
    expect(externals.map(({ kind, image }) => [kind, image])).toEqual([
      ['syntax', 'docker/dockerfile:1'],
      ['mount', 'python:3.12'],
    ]);
  });

  it('mounts from a parent', () => {
    const { parents } = resolve(
      'FROM scratch\nRUN --mount=from=brickyard/tools,target=/t t\n',
    );
    expect(parents).toMatchObject([{ kind: 'mount', id: 'tools@17.3-LTS' }]);
  });

  it('passes what is declared: image.ts over runtime over the default', () => {
    const text = `ARG BASE_IMAGE
FROM \${BASE_IMAGE}
ARG JDK_VERSION=8
ARG EDITION=plain
ARG OWN=own
ARG toString
`;
    const { buildArgs, externals } = resolve(text, {
      args: { EDITION: 'full', JDK_VERSION: '21', UNDECLARED: 'x' },
    });
    expect(buildArgs).toEqual({
      BASE_IMAGE: 'ubuntu:24.04',
      EDITION: 'full',
      JDK_VERSION: '21',
    });
    expect(externals).toMatchObject([{ image: 'ubuntu:24.04' }]);
  });

  it('keeps mirrors apart from what makes an image another one', () => {
    const text = 'FROM ubuntu:24.04\nARG APT_MIRROR\nARG JDK_VERSION\n';
    const mirrors = { apt: 'http://a.example', pip: 'http://p.example' };
    const child = testFlavour('child', text);
    const [image] = testImages([child], { mirrors });
    expect(image?.mirrorArgs).toEqual({ APT_MIRROR: 'http://a.example' });
    expect(image?.buildArgs).toEqual({ JDK_VERSION: '17' });
  });

  it.each([
    [{}, {}],
    [{ pip: 'p' }, { PIP_INDEX_URL: 'p' }],
    [{ cran: 'c' }, { CRAN_MIRROR: 'c' }],
    [{ bioconductor: 'b' }, { BIOCONDUCTOR_MIRROR: 'b' }],
    [{ github: 'g' }, { GITHUB_MIRROR: 'g' }],
    [{ apt: 'a' }, { APT_MIRROR: 'a' }],
    [{ indexes: { a: 'b', c: 'd' } }, { PYTHON_INDEX_MIRRORS: 'a b c d' }],
    [{ indexes: {} }, {}],
  ])('passes of the mirrors %j only %j', (mirrors, expected) => {
    const args =
      'ARG PIP_INDEX_URL\nARG CRAN_MIRROR BIOCONDUCTOR_MIRROR GITHUB_MIRROR\nARG APT_MIRROR\nARG PYTHON_INDEX_MIRRORS\n';
    const child = testFlavour('child', `FROM ubuntu:24.04\n${args}`);
    const [image] = testImages([child], { mirrors });
    expect(image?.mirrorArgs).toStrictEqual(expected);
  });

  it('reads only the stage that is built', () => {
    const text =
      'FROM brickyard/base AS one\nFROM brickyard/tools AS two\nFROM gone\n';
    const { parents, externals } = resolve(text, { target: 'two' });
    expect(parents).toMatchObject([{ flavour: 'tools' }]);
    expect(externals).toEqual([]);
  });

  it('takes the parent that an ARG of image.ts names', () => {
    const text = 'ARG PARENT=base\nFROM brickyard/${PARENT}\n';
    expect(resolve(text).parents).toMatchObject([{ flavour: 'base' }]);
    const args = { PARENT: 'tools' };
    expect(resolve(text, { args }).parents).toMatchObject([
      { flavour: 'tools' },
    ]);
  });

  it('names the line of a parent that does not exist', () => {
    expect(
      caught(() => resolve('# comment\nFROM brickyard/bsae\n')),
    ).toMatchObject({
      code: 'PARENT_UNKNOWN',
      message:
        'packages/child/Dockerfile:2: brickyard/bsae: there is no flavour packages/bsae in this workspace',
      hint: 'did you mean base? flavours: base, tools, child',
    });
  });

  it('names the runtime that a parent is not built for', () => {
    const runtimes = ['16.4-LTS'];
    expect(
      caught(() => resolve('FROM brickyard/base\n', { runtimes })),
    ).toMatchObject({
      code: 'PARENT_UNKNOWN',
      message:
        'packages/child/Dockerfile:1: brickyard/base: child is built for 16.4-LTS, but base is not',
      hint: 'list 16.4-LTS in packages/base/image.ts, or take it from packages/child/image.ts',
    });
  });

  it.each(['dbr16.4', 'k-0', `latest@sha256:${'0'.repeat(64)}`])(
    'refuses a parent with the tag %s',
    (tag) => {
      const text = `FROM brickyard/base:${tag}\n`;
      expect(caught(() => resolve(text))).toMatchObject({
        code: 'PARENT_UNKNOWN',
        message: expect.stringMatching(
          /^packages\/child\/Dockerfile:1: brickyard\/base:.* the same runtime$/,
        ) as string,
        hint: 'write brickyard/base',
      });
    },
  );

  it('names the line of an ARG that nobody gives', () => {
    expect(caught(() => resolve('ARG X\nFROM ${X}\n'))).toMatchObject({
      code: 'DOCKERFILE_INVALID',
      message: expect.stringMatching(
        /^packages\/child\/Dockerfile:2: /,
      ) as string,
    });
  });
});
