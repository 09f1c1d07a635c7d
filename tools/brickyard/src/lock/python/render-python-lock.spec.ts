import { noLocalFiles } from './local-files';
import type { NamedIndex } from './package-origins';
import { type Origins, renderOrigins } from './render-python-lock';

const flavour = {
  ...{ name: 'geo', path: 'packages/geo', folder: '/geo' },
  definition: { runtimes: ['17.3-LTS'] },
};
const internal: NamedIndex = {
  name: 'internal',
  url: 'https://packages.example/simple',
  secret: 'feed',
  packages: ['in-house'],
  flavour,
};
const nothing: Origins = {
  indexes: [],
  builds: [],
  local: noLocalFiles,
  below: [],
};
const hash = (digit: string) => `    --hash=sha256:${digit.repeat(64)}`;

describe('renderOrigins', () => {
  it('leaves a text alone that is all from the main index', () => {
    const text = `a==1 \\\n${hash('1')}\n    # via\n    #   b\n    #   c\nb==2 \\\n${hash('2')}\n`;
    expect(renderOrigins(text, nothing)).toBe(text);
  });

  it('says which index a package is from, and where that is', () => {
    const router = '    # from http://127.0.0.1:2000/by-name';
    const resolved = [
      `In_House==1.0+cpu \\\n${hash('1')}\n    # via pandas`,
      `pandas==2 \\\n${hash('2')}`,
    ];
    const text = resolved.map((entry) => `${entry}\n${router}\n`).join('');
    const unused = { ...internal, name: 'other', packages: ['torch'] };
    const origins = { ...nothing, indexes: [internal, unused] };
    expect(renderOrigins(text, origins)).toBe(
      [
        '# index internal https://packages.example/simple feed',
        `${resolved[0]}\n    # from internal`,
        `${resolved[1]}\n`,
      ].join('\n'),
    );
  });

  it('keeps what builds the packages that are built', () => {
    const build = `# build setuptools==80 \\\n# build ${hash('3')}`;
    const text = `docopt==0.6.2 \\\n${hash('1')}\nsix==1 \\\n${hash('2')}\n${build}\n`;
    const origins = { ...nothing, builds: ['docopt', 'not-needed'] };
    expect(renderOrigins(text, origins)).toBe(
      `# built from source: docopt\n${build}\ndocopt==0.6.2 \\\n${hash('1')}\nsix==1 \\\n${hash('2')}\n`,
    );
  });

  it('names the folders that packages are from, and the image below that has others', () => {
    const reference = {
      ...({ kind: 'links', list: 'requirements.txt', line: 1 } as const),
      ...{ written: 'wheels', path: 'wheels', fragment: '', isNamed: false },
    };
    const own = `fl==2 \\\n${hash('1')}\n    # via x`;
    const at = '.brickyard/lock/parents/1-team';
    const text = [
      `${own}\n    # from file:///flavour/wheels`,
      `up==1 \\\n${hash('2')}\n    # from file:///flavour/${at}/wheels`,
      `loc @ file:./${at}/wheels/loc-1.0-py3-none-any.whl \\\n${hash('3')}`,
      `mine @ file:./wheels/mine-1.0-py3-none-any.whl \\\n${hash('4')}`,
    ].join('\n');
    const local = { ...noLocalFiles, references: [reference] };
    const below = [{ name: 'team', folder: at }];
    expect(renderOrigins(text, { ...nothing, local, below })).toBe(
      [
        `--find-links ./wheels\n${own}`,
        `up==1 \\\n${hash('2')}\n    # in team`,
        `loc @ file:./${at}/wheels/loc-1.0-py3-none-any.whl \\\n${hash('3')}\n    # in team`,
        `mine @ file:./wheels/mine-1.0-py3-none-any.whl \\\n${hash('4')}\n`,
      ].join('\n'),
    );
  });
});
