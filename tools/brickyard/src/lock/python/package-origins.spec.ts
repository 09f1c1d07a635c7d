import { TestFolder } from '../../testing/test-folder';
import { findOriginConflicts } from './find-origin-conflicts';
import { findOwner, joinOrigins } from './package-origins';

const url = 'https://packages.example/simple';
type Python = NonNullable<
  Parameters<typeof joinOrigins>[0]['definition']['python']
>;
const files = new TestFolder();
afterAll(() => files.close());

function flavour(name: string, python: Python) {
  const definition = { runtimes: ['17.3-LTS'], python };
  const text = `export default ${JSON.stringify(definition, null, 2)};\n`;
  files.write(`packages/${name}/image.ts`, text);
  const folder = `${files.root}/packages/${name}`;
  return { name, path: `packages/${name}`, folder, definition };
}

describe('joinOrigins', () => {
  it('takes what images below say, too', () => {
    const team = flavour('team', {
      indexes: { internal: { url, packages: ['In_House'], secret: 'feed' } },
      buildFromSource: ['DocOpt'],
    });
    const child = flavour('child', {
      indexes: {
        internal: { url, packages: ['more'], secret: 'feed' },
        lab: { url: 'http://127.0.0.1/s', packages: ['torch'] },
      },
      buildFromSource: ['docopt', 'abc'],
    });
    const origins = joinOrigins(child, [team]);
    expect(origins.builds).toEqual(['abc', 'docopt']);
    expect(
      origins.indexes.map(({ name, packages }) => [name, packages]),
    ).toEqual([
      ['internal', ['in-house', 'more']],
      ['lab', ['torch']],
    ]);
    expect(findOwner(origins, 'in.house')?.secret).toBe('feed');
    expect(findOwner(origins, 'pandas')).toBeUndefined();
    expect(findOriginConflicts(child, [team])).toEqual([]);
  });

  it('is nothing without a word of it', () => {
    expect(joinOrigins(flavour('plain', {}), [])).toEqual({
      indexes: [],
      builds: [],
    });
  });
});

describe('findOriginConflicts', () => {
  const team = flavour('team', {
    indexes: { internal: { url, packages: ['in-house'] } },
  });

  it('tells of a name for two addresses', () => {
    const other = { url: 'https://else.example/', packages: ['x'] };
    const child = flavour('child', { indexes: { internal: other } });
    const [problem] = findOriginConflicts(child, [team]);
    expect(problem?.place).toEqual({
      file: 'packages/child/image.ts',
      line: 8,
    });
    expect(problem?.message).toContain(
      `packages/team/image.ts has this name for ${url}`,
    );
  });

  it('tells of a package in two indexes', () => {
    const child = flavour('child', {
      indexes: { other: { url, packages: ['In.House'] } },
    });
    expect(findOriginConflicts(child, [team])).toMatchObject([
      {
        message:
          'python.indexes.other.packages: in-house is in the index internal of packages/team/image.ts: it comes from one alone',
      },
    ]);
  });
});
