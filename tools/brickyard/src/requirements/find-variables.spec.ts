import { findVariables } from './find-variables';

const file = 'packages/geo/requirements.txt';

describe('findVariables', () => {
  it('names each variable, its line, and what to write in image.ts', () => {
    const text =
      '# ${IN_A_COMMENT}\npandas\n--index-url https://${USER}:${FEED_TOKEN}@h/simple\n';
    const found = findVariables(text, file);
    expect(found.map(({ place }) => place.line)).toEqual([3, 3]);
    expect(found[1]?.message).toBe(
      "${FEED_TOKEN}: pip takes this from its environment, and a build has none; a password is a build secret: write in image.ts secrets: [{ id: 'feed', env: 'FEED_TOKEN' }], and the index with its packages as python: { indexes: { feed: { url: 'https://…', packages: ['…'], secret: 'feed' } } }",
    );
  });

  it('shows nothing else of the line', () => {
    const text = 'x @ https://bob:hunter2@h/${TOKEN}/x.whl';
    expect(JSON.stringify(findVariables(text, file))).not.toContain('hunter2');
  });

  it.each([
    ['in a version', 'pandas==${PANDAS_VERSION}', ['PANDAS_VERSION']],
    ['in a path', '-r ${HOME}/r.txt', ['HOME']],
    ['across a continued line', 'x @ https://h/\\\n${A}/x.whl', ['A']],
    ['once for a line', '${A1} ${A1}', ['A1']],
    ['not in small letters', 'x @ https://${token}@h/x.whl', []],
    ['not without braces', 'x @ https://$TOKEN@h/x.whl', []],
    ['not after a #', 'pandas # ${TOKEN}', []],
  ])('finds what pip replaces, %s', (_where, text, names) => {
    const found = findVariables(text, file);
    expect(found.map(({ message }) => message.split(':')[0])).toEqual(
      names.map((name) => `\${${name}}`),
    );
  });
});
