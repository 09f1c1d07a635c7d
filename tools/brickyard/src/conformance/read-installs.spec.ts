import { splitShell } from './list-commands';
import { readAptInstall, readPipInstall } from './read-installs';

const command = (text: string) => ({
  words: splitShell(text)[0] ?? [],
  place: { file: 'Dockerfile', line: 1 },
});

describe('readPipInstall', () => {
  it.each([
    ['pip install a "b>=1"', 'pip', ['a', 'b>=1']],
    ['/usr/bin/pip3.12 install -r x.txt --no-deps', '/usr/bin/pip3.12', []],
    ['python3 -m pip --quiet install a', 'python3', ['a']],
    ['$PYSPARK_PYTHON -m pip install a > log', '$PYSPARK_PYTHON', ['a']],
    ['pip install --index-url https://i a', 'pip', ['a']],
  ])('%s', (text, program, packages) => {
    expect(readPipInstall(command(text))).toMatchObject({ program, packages });
  });

  it('says which Python uv installs for', () => {
    const text = 'uv pip install --python /databricks/python3/bin/python3 a';
    expect(readPipInstall(command(text))).toMatchObject({
      python: '/databricks/python3/bin/python3',
      packages: ['a'],
    });
  });

  it.each(['pip download a', 'echo pip install a', 'python3 -m venv install'])(
    'is not %s',
    (text) => {
      expect(readPipInstall(command(text))).toBeUndefined();
    },
  );
});

describe('readAptInstall', () => {
  it.each([
    ['apt-get install -y --no-install-recommends a b=1', ['a', 'b=1']],
    ['apt-get -qq install a', ['a']],
    ['/toolbox/apt-install a', ['a']],
    ['apt-get update', []],
    ['echo apt-get install a', []],
  ])('%s', (text, packages) => {
    expect(readAptInstall(command(text))).toEqual(packages);
  });
});
