import { builtInRuntimes, findRuntime, parseRuntime } from './catalogue';

const valid = {
  name: 'own-1',
  databricks: false,
  source: ['https://example.com/runtimes'],
  baseImage: 'debian:12',
  jdk: { default: '17' },
  python: { version: '3.11' },
  notebook: { ipykernel: '6.29.5' },
};

const parse = (value: unknown) =>
  parseRuntime(JSON.stringify(value), 'own.json');

function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('builtInRuntimes', () => {
  it('holds the supported lines, oldest first', () => {
    expect(builtInRuntimes.map(({ name }) => name)).toEqual([
      '15.4-LTS',
      '16.4-LTS',
      '17.3-LTS',
    ]);
  });

  it.each(builtInRuntimes.map((runtime) => [runtime.name, runtime] as const))(
    'keeps %s to the schema',
    (_name, runtime) => {
      expect(parse(runtime)).toEqual(runtime);
    },
  );

  // The table of the Databricks containers repository, as we read it.
  it.each([
    ['15.4-LTS', '22.04', '8', '3.11', '23.2.1', '20.24.2', '1.60.0', '1.5.3'],
    ['16.4-LTS', '24.04', '17', '3.12', '24.0', '20.26.2', '1.60.0', '1.5.3'],
    ['17.3-LTS', '24.04', '17', '3.12', '25.0.1', '20.29.3', '1.67.0', '2.2.3'],
  ])(
    'has the facts of %s',
    (name, ubuntu, jdk, python, pip, virtualenv, grpcio, pandas) => {
      expect(findRuntime(builtInRuntimes, name)).toMatchObject({
        databricks: true,
        baseImage: `ubuntu:${ubuntu}`,
        ubuntu,
        jdk: { default: jdk },
        python: { version: python, pip, virtualenv },
        notebook: { grpcio, pandas },
      });
    },
  );

  it.each(builtInRuntimes.map((runtime) => [runtime.name, runtime] as const))(
    'pins nothing for %s that Databricks injects',
    (_name, { notebook }) => {
      expect(Object.keys(notebook)).not.toContain('pyspark');
    },
  );
});

describe('parseRuntime', () => {
  it('accepts a line of the workspace', () => {
    expect(parse(valid)).toEqual(valid);
  });

  it.each([
    ['an unknown key', { ...valid, jkd: '17' }, 'jkd: is not a known key'],
    [
      'an unknown nested key',
      { ...valid, jdk: { default: '17', major: '17' } },
      'jdk.major: is not a known key',
    ],
    ['a missing key', { ...valid, jdk: undefined }, 'jdk: is missing'],
    [
      'a wrong type',
      { ...valid, databricks: 'no' },
      'databricks: expected boolean, got "no"',
    ],
    [
      'no source',
      { ...valid, source: [] },
      'source: names at least one source',
    ],
    [
      'a name that is not a tag',
      { ...valid, name: 'own line' },
      'name: must be usable as a tag',
    ],
    [
      'a date of another form',
      { ...valid, released: '22/10/2025' },
      'released: must be a date: YYYY-MM-DD',
    ],
    [
      'a python patch',
      { ...valid, python: { version: '3.12.3' } },
      'python.version: must be major.minor',
    ],
    [
      'a pin that is a range',
      { ...valid, notebook: { numpy: '>=2' } },
      'notebook.numpy: must be a version',
    ],
    [
      'a pin that is not normalised',
      { ...valid, notebook: { Jinja2: '3.1.5' } },
      'must be a lower-case name',
    ],
    [
      'a build package that is not an apt name',
      { ...valid, python: { version: '3.11', buildPackages: ['gcc make'] } },
      'python.buildPackages.0: must be the name of an apt package',
    ],
    [
      'a claim marked as a fact',
      { ...valid, unconfirmed: { r: { value: '4.4.2', mark: 'P' } } },
      'unconfirmed.r.mark: expected',
    ],
    ['something else than an object', 7, 'the file: expected Object, got 7'],
  ])('refuses %s', (_what, value, message) => {
    expect(caught(() => parse(value))).toMatchObject({
      code: 'RUNTIME_INVALID',
      problems: [
        {
          place: { file: 'own.json' },
          message: expect.stringContaining(message) as string,
        },
      ],
    });
  });

  it('names every wrong key at once', () => {
    const error = caught(() => parse({ ...valid, name: '', baseImage: 1 }));
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /own\.json: name: .*\nown\.json: baseImage: /s,
      ) as string,
    });
  });

  it('refuses what is not JSON, naming the file', () => {
    expect(caught(() => parseRuntime('{ name: 1 }', 'own.json'))).toMatchObject(
      {
        code: 'RUNTIME_INVALID',
        message: expect.stringMatching(/^own\.json:1: is not JSON: /) as string,
      },
    );
  });
});

describe('findRuntime', () => {
  it('lets a line of the workspace replace a built-in one', () => {
    const own = { ...parse(valid), name: '17.3-LTS' };
    expect(findRuntime([...builtInRuntimes, own], '17.3-LTS')).toBe(own);
  });

  it('names the lines it knows, each once', () => {
    const lines = [...builtInRuntimes, ...builtInRuntimes];
    expect(caught(() => findRuntime(lines, '17.3'))).toMatchObject({
      code: 'RUNTIME_UNKNOWN',
      message:
        "runtime '17.3' is not known; known are 15.4-LTS, 16.4-LTS, 17.3-LTS",
    });
  });
});
