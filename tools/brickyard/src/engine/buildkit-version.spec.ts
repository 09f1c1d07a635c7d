import { engineWith, findBuildkitVersion } from './buildkit-version';

describe('findBuildkitVersion', () => {
  it.each([
    ['20.10.5+dfsg1', 8],
    ['20.10.24', 8],
    ['23.0.6', 10],
    ['27.3.1', 14],
    ['28.0.4', 20],
    ['28.5.2', 25],
    ['28.9.0', 25],
    ['29.0.0', undefined],
    ['19.03.1', undefined],
    ['4.3.1', undefined],
    ['dev', undefined],
  ])('of %s is %s', (engine, expected) => {
    expect(findBuildkitVersion(engine)).toBe(expected);
  });
});

describe('engineWith', () => {
  it.each([
    [10, '23.0'],
    [22, '28.2'],
    [25, '28.5'],
    [26, undefined],
  ])('0.%s is %s', (buildkit, expected) => {
    expect(engineWith(buildkit)).toBe(expected);
  });
});
