import { findExcludedPins, type RuntimePins } from './find-excluded-pins';
import { parseRequirements } from './parse-requirements';

const line17: RuntimePins = {
  runtime: '17.3-LTS',
  python: '3.12',
  notebook: { pandas: '2.2.3', 'typing-extensions': '4.12.2' },
  tools: { setuptools: '74.0.0' },
};
const line16: RuntimePins = {
  ...line17,
  runtime: '16.4-LTS',
  notebook: { pandas: '1.5.3', 'typing-extensions': '4.12.2' },
};

const find = (text: string, lines = [line17]) =>
  findExcludedPins(parseRequirements(text, 'requirements.txt'), lines);

describe('findExcludedPins', () => {
  it('names the place, both sides and what to do', () => {
    expect(find('six\npandas==1.0.0\n')).toEqual([
      {
        place: { file: 'requirements.txt', line: 2 },
        message:
          'pandas==1.0.0: 17.3-LTS pins pandas==2.2.3, which notebooks import; take the version out or ask for that one',
      },
    ]);
  });

  it('tells what comes with Python from what notebooks import', () => {
    expect(find('setuptools<70')[0]?.message).toBe(
      'setuptools<70: 17.3-LTS comes with setuptools==74.0.0; take the version out or ask for that one',
    );
  });

  it.each([
    'pandas>=3',
    'Pandas[excel]!=2.2.3',
    'pandas>=2,<2.2',
    'pandas~=1.5',
    'pandas===2.2.4',
    'typing_extensions==4.*,!=4.12.*',
    'pandas==1.5.3 ; python_version >= "3.11"',
  ])('refuses %s', (text) => {
    expect(find(text)).toMatchObject([
      {
        place: { line: 1 },
        message: expect.stringMatching(
          /^(pandas|typing-extensions).*: 17\.3-LTS pins \1==/,
        ) as string,
      },
    ]);
  });

  it.each([
    'pandas',
    'pandas==2.2.3',
    'pandas==2.2.*',
    'pandas>=2,<3',
    'pandas~=2.0',
    'scipy==1.0',
    'pandas==1.5.3 ; python_version < "3.11"',
    'pandas==1.5.3 ; extra == "old"',
    'pandas @ https://h/pandas-1.0.0.whl',
    './pandas-1.0.0.tar.gz',
    '-r pandas',
  ])('lets %s pass', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('offers no version when the lines have two', () => {
    const both = [line17, line16];
    expect(find('pandas==2.2.3', both).map(({ message }) => message)).toEqual([
      'pandas==2.2.3: 16.4-LTS pins pandas==1.5.3, which notebooks import; take the version out',
    ]);
    expect(find('pandas==1.0', both)[0]?.message).toBe(
      'pandas==1.0: 17.3-LTS pins pandas==2.2.3, which notebooks import; 16.4-LTS pins pandas==1.5.3, which notebooks import; take the version out',
    );
    expect(find('typing-extensions==4.12.2', both)).toEqual([]);
  });
});
