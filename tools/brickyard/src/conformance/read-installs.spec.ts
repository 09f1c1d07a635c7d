import { readAptInstall } from './read-installs';

describe('readAptInstall', () => {
  it.each([
    ['apt-get install -y --no-install-recommends a b=1', ['a', 'b=1']],
    ['apt-get -qq install a', ['a']],
    ['apt-get install -t noble-backports -o A::B=1 a', ['a']],
    ['/toolbox/apt-install a', ['a']],
    ['apt-get update', []],
    ['echo apt-get install a', []],
  ])('%s', (text, packages) => {
    expect(readAptInstall({ words: text.split(' ') })).toEqual(packages);
  });
});
