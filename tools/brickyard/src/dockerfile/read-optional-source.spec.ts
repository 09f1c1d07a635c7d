import { readOptionalSource } from './read-optional-source';

describe('readOptionalSource', () => {
  it.each([
    ['yarn.lock*', 'yarn.lock'],
    ['wheels*/', 'wheels/'],
    ['locks/17.3-LTS.r.tx[t]', 'locks/17.3-LTS.r.txt'],
  ])('%s is %s', (source, path) =>
    expect(readOptionalSource(source)).toBe(path),
  );

  it.each(['yarn.lock', '*.whl', 'data[1].csv', '*', 'a*b*', 'a[bc]', '[a]'])(
    '%s is something else',
    (source) => expect(readOptionalSource(source)).toBeUndefined(),
  );
});
