import { caught } from '../../testing/test-error';
import { readWorkspace } from '../../workspace/read-workspace';
import { parents, TestTree } from '../testing/test-tree';
import { generateLibrary } from './library';

let test: TestTree;
beforeEach(() => (test = TestTree.ofFlavours(...parents)));
afterEach(() => test.close());

type Options = Parameters<typeof generateLibrary>[1];

const generate = (options: Partial<Options>) =>
  generateLibrary(test.tree, { name: 'geo', ...options });
const text = (file: string) => test.tree.read(`packages/geo/${file}`, 'utf8');

describe('generateLibrary', () => {
  it.each([
    [
      'python',
      'RUN --mount=type=bind,from=brickyard/geo,target=/mnt "$PYSPARK_PYTHON" -m pip --quiet --no-cache-dir install --no-index --no-deps --no-compile --find-links /mnt geo',
    ],
    [
      'r',
      'RUN --mount=type=bind,from=brickyard/geo,target=/mnt R CMD INSTALL --library=/usr/local/lib/R/site-library /mnt/geo_*.tar.gz',
    ],
  ])('tells the one line that installs it, for %s', (language, line) => {
    const told = generate({ language });
    expect(told.at(-1)).toBe(line);
    expect(text('README.md')).toContain(line);
  });

  it.each([
    ['python', 'python', 'src/geo/__init__.py'],
    ['r', 'r', 'R/describe.R'],
  ])(
    'for %s is built on %s, and ends from scratch',
    (language, parent, file) => {
      generate({ language });
      test.flush();
      const { flavours } = readWorkspace(test.folder.root, {});
      const geo = flavours.find(({ name }) => name === 'geo');
      expect(geo?.dockerfile.stages.map(({ image }) => image.text)).toEqual([
        `brickyard/${parent}`,
        'scratch',
      ]);
      expect(geo?.definition).toEqual({
        runtimes: ['17.3-LTS', '16.4-LTS'],
        languages: [language],
      });
      expect(test.files()).toHaveProperty([`packages/geo/${file}`]);
    },
  );

  it('names a module as Python can import it', () => {
    generateLibrary(test.tree, { name: 'geo-tools.eu' });
    const file = 'packages/geo-tools.eu/tests/test_geo_tools_eu.py';
    expect(test.tree.read(file, 'utf8')).toContain('import geo_tools_eu\n');
  });

  it('asks for no newer Python than the oldest line has', () => {
    generate({});
    expect(text('pyproject.toml')).toContain('requires-python = ">=3.11"');
  });

  it('keeps a description what it is', () => {
    generate({ description: 'Rules for "prices" \\ costs.' });
    expect(text('pyproject.toml')).toContain(
      'description = "Rules for \\"prices\\" \\\\ costs"\n',
    );
  });

  it.each<[string, Partial<Options>, string, RegExp]>([
    ['a name that is taken', { name: 'r' }, 'NAME_TAKEN', /packages\/r/],
    [
      'a dash in the name of an R package',
      { name: 'geo-tools', language: 'r' },
      'NAME_INVALID',
      /not a valid name of an R package/,
    ],
    [
      'another language',
      { language: 'julia' },
      'OPTIONS_INVALID',
      /^--language: 'julia'/,
    ],
    [
      'a parent without the language',
      { parent: 'r' },
      'PARENT_UNKNOWN',
      /^r has no python/,
    ],
  ])('refuses %s', (_what, options, code, message) => {
    expect(caught(() => generate(options))).toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
    expect(test.tree.listChanges()).toEqual([]);
  });
});
