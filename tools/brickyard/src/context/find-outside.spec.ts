import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import { resolveDockerfile } from '../dockerfile/resolve-dockerfile';
import { TestFolder } from '../testing/test-folder';
import { findOutside } from './find-outside';

let folder: TestFolder;
beforeEach(() => (folder = new TestFolder({ 'own/x': '' })));
afterEach(() => folder.close());

function find(instructions: string, ignore?: string): string[] {
  const text = `FROM ubuntu:24.04 AS other\nFROM ubuntu:24.04\nARG UP=..\n${instructions}\n`;
  const parsed = parseDockerfile(text, 'packages/x/Dockerfile');
  const { context } = resolveDockerfile(parsed, { buildArgs: {} });
  const problems = findOutside({
    folder: folder.root,
    name: 'packages/x',
    uses: context,
    ignore:
      ignore === undefined ? undefined : { file: '.ignore', text: ignore },
  });
  return problems.map(
    ({ place, message }) =>
      `${place.file}:${place.line}: ${message.replace(/, (which is )?all .*/, '')}`,
  );
}

describe('findOutside', () => {
  it.each([
    ['COPY ../x /', 'COPY ../x'],
    ['COPY own/x ../y /', 'COPY ../y'],
    ['COPY ["../x", "/"]', 'COPY ../x'],
    ['COPY /../x /', 'COPY /../x'],
    ['COPY ./a/../../x /', 'COPY ./a/../../x'],
    ['COPY a/../b/../../own /', 'COPY a/../b/../../own'],
    ['COPY .. /', 'COPY ..'],
    ['COPY ../*.txt /', 'COPY ../*.txt'],
    ['COPY ${UP}/x /', 'COPY ${UP}/x'],
    ['COPY --chown=1:1 "../x" /', 'COPY "../x"'],
    ['ADD ../x.tgz /', 'ADD ../x.tgz'],
    ['RUN --mount=type=bind,source=../x,target=/x true', 'RUN --mount ../x'],
    ['RUN --mount=source=$UP,target=/x true', 'RUN --mount $UP'],
  ])('tells of %s in its own words', (text, said) => {
    expect(find(text)).toEqual([
      `packages/x/Dockerfile:4: ${said}: is outside of packages/x`,
    ]);
  });

  it.each([
    'COPY a/../own /',
    'COPY /own /',
    'COPY ./own/x /',
    'COPY --from=other ../x /',
    'ADD https://example.com/../x /',
    'RUN --mount=from=other,source=../x,target=/x true',
    'RUN --mount=type=cache,target=/../x true',
    'COPY ..x /',
    'COPY x.. /',
  ])('has nothing to say of %s', (text) => {
    expect(find(text)).toEqual([]);
  });

  type Row = [what: string, links: Record<string, string>, text: string];
  it.each<Row>([
    ['a link', { l: '../shared' }, 'COPY l /'],
    ['a link on the way', { l: '../shared' }, 'COPY l/deep/x /'],
    ['an absolute link', { l: '/etc/passwd' }, 'COPY l /'],
    [
      'a chain of links',
      { a: 'own/b', 'own/b': '../c', c: '../up' },
      'COPY a /',
    ],
    ['a link in a folder', { 'own/l': '../../up' }, 'COPY own/l /'],
    ['a link that a pattern selects', { 'l.txt': '../up' }, 'COPY *.txt /'],
    ['a mounted link', { l: '../up' }, 'RUN --mount=source=l,target=/l true'],
  ])('tells of %s', (_what, links, text) => {
    for (const [path, target] of Object.entries(links))
      folder.link(path, target);
    const [path, target] = Object.entries(links).at(-1) ?? [];
    expect(find(text)).toEqual([
      expect.stringContaining(
        `: the link ${path} leads to ${target}, which is outside of packages/x`,
      ) as string,
    ]);
  });

  it.each<Row>([
    ['a link that stays inside', { l: 'own/x' }, 'COPY l /'],
    ['a link up and down again', { 'own/l': '../own/x' }, 'COPY own/l /'],
    ['a link that is copied as one', { 'own/l': '/usr/bin' }, 'COPY own /'],
    ['links in a circle', { a: 'b', b: 'a' }, 'COPY a /'],
  ])('has nothing to say of %s', (_what, links, text) => {
    for (const [path, target] of Object.entries(links))
      folder.link(path, target);
    expect(find(text)).toEqual([]);
  });

  it('tells of lines of .dockerignore', () => {
    expect(find('', '*.md\n../x\n# ../y\n!../z\n')).toEqual([
      '.ignore:2: ../x: is outside of packages/x',
      '.ignore:4: !../z: is outside of packages/x',
    ]);
  });
});
