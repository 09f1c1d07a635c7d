import { caught } from '../../testing/test-error';
import { mergeReleases } from './merge-releases';

const python = {
  shown: 'pip.txt',
  facts: { packages: new Map([['numpy', '2.1.3']]), python: '3.12' },
};
const r = { shown: 'r.csv', facts: { packages: new Map(), r: '4.4.2' } };

describe('mergeReleases', () => {
  it('has the facts of all', () => {
    expect(mergeReleases([python, r])).toEqual({
      packages: new Map([['numpy', '2.1.3']]),
      python: '3.12',
      r: '4.4.2',
    });
  });

  it('takes what two say alike', () => {
    expect(mergeReleases([r, { ...r, shown: 'again.csv' }]).r).toBe('4.4.2');
  });

  it.each([
    [
      'a version of a package',
      { packages: new Map([['numpy', '2.2.0']]) },
      /^new.txt: numpy is 2.2.0, and 2.1.3 in pip.txt$/,
    ],
    [
      'a fact',
      { packages: new Map(), python: '3.13' },
      /^new.txt: python is 3.13, and 3.12 in pip.txt$/,
    ],
  ])('refuses %s that differs', (_, facts, message) => {
    const merge = () => mergeReleases([python, { shown: 'new.txt', facts }]);
    expect(caught(merge)).toMatchObject({
      code: 'PACKAGE_LIST_INVALID',
      message: expect.stringMatching(message) as string,
    });
  });
});
