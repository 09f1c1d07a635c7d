import { type AskedEcosystem, parseQuery } from './parse-query';

/** Whether a version fits; a text says why the words mean nothing. */
function fits(
  text: string,
  ecosystem: AskedEcosystem,
  version: string,
): boolean | string {
  const query = parseQuery(text, ecosystem);
  if (typeof query === 'string') return query;
  const test = query.tests.get(ecosystem);
  if (test === undefined) throw new Error('it is looked for there');
  return 'fault' in test ? test.fault : test.fits(version);
}

describe('parseQuery', () => {
  it.each([
    ['pandas', 'pandas', ''],
    [' pandas >= 2.2, < 3 ', 'pandas', '>= 2.2, < 3'],
    ['libstdc++6', 'libstdc++6', ''],
    ['g++=4:12', 'g++', '=4:12'],
    ['libgomp1:amd64', 'libgomp1:amd64', ''],
    ['org.example:core', 'org.example:core', ''],
    ['data.table!=1', 'data.table', '!=1'],
    ['numpy~=2.0', 'numpy', '~=2.0'],
  ])('reads %s', (text, name, versions) => {
    expect(parseQuery(text)).toMatchObject({ name, versions });
  });

  it.each<[string, AskedEcosystem, string, boolean]>([
    ['pandas>=2.2,<3', 'python', '2.2.3', true],
    ['pandas>=2.2,<3', 'python', '3.0', false],
    ['pandas<3', 'python', '3.0rc1', false],
    ['pandas==2.2.*', 'python', '2.2.3', true],
    ['pandas~=2.2', 'python', '3.0', false],
    ['xtable>=1.8', 'r', '1.8-4', true],
    ['xtable==1.8.4', 'r', '1.8-4', true],
    ['xtable<1.10', 'r', '1.9', true],
    ['zoo>1.8-11', 'r', '1.8-12', true],
    ['zoo>1.8-11', 'r', '1.8.11', false],
    ['zoo>=1.8-11', 'r', '1.8.11', true],
    ['zoo<=1.8-11', 'r', '1.8.11', true],
    ['zoo!=1.8-11', 'r', '1.8.11', false],
    ['libgomp1>=12.2.0-14', 'apt', '12.2.0-14+deb12u1', true],
    ['libgomp1<12.2.0-14', 'apt', '12.2.0-14~bpo1', true],
    ['gcc>=13', 'apt', '4:12.2.0-3', true],
    ['gcc<<4:13', 'apt', '4:12.2.0-3', true],
    ['core=1.2', 'jar', '1.2.0', true],
    ['core>=2.15', 'jar', '2.9', false],
  ])('%s: of %s, %s: %s', (text, ecosystem, version, expected) => {
    expect(fits(text, ecosystem, version)).toBe(expected);
  });

  it('reads versions in each ecosystem in its own way', () => {
    const text = 'libgomp1>=12.2.0-14+deb12u1';
    const query = parseQuery(text);
    if (typeof query === 'string') throw new Error(query);
    expect(query.tests.get('python')).toHaveProperty('fault');
    expect(query.tests.get('apt')).toHaveProperty('fits');
  });

  it.each([
    ['pandas=2.2', 'python', 'write "=="'],
    ['pandas>=', 'python', 'a version is missing'],
    ['pandas>=2.2.x', 'python', 'is not a version (PEP 440)'],
    ['xtable~=1.8', 'r', '"~=1.8" is no comparison'],
    ['xtable>=abc', 'r', '"abc" is no version that R packages have'],
    ['pandas[sql]', undefined, 'write a name, or a name and versions: pandas'],
    ['pandas; python_version<"3"', undefined, 'a marker has no place'],
    ['pandas @ https://host/x.whl', undefined, 'an address has no place'],
    ['>=2', undefined, 'this is no name'],
    ['', undefined, 'this is no name'],
    ['pandas>>>2', undefined, 'write a name, or a name and versions'],
  ] as const)('refuses %s', (text, ecosystem, message) => {
    expect(parseQuery(text, ecosystem)).toContain(message);
  });
});
