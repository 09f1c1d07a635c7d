import { caught } from '../../testing/test-error';
import { parents, TestTree } from '../testing/test-tree';
import { generateRemove } from './remove';

let test: TestTree;
beforeEach(() => (test = TestTree.ofFlavours(...parents)));
afterEach(() => test.close());

const remove = (name: string) => generateRemove(test.tree, { name });
const places = (error: unknown) =>
  (error as { problems: { place: object }[] }).problems.map(
    ({ place }) => place,
  );

describe('generateRemove', () => {
  it('takes the folder and its record, and nothing else', () => {
    test.folder.write('dist/packages/python-r/image.json', '{}');
    const before = Object.keys(test.files());
    expect(remove('python-r')[0]).toContain('published images of it stay');
    test.flush();
    const gone = before.filter((path) => !(path in test.files()));
    expect(gone).toEqual([
      'dist/packages/python-r/image.json',
      'packages/python-r/Dockerfile',
      'packages/python-r/image.ts',
      'packages/python-r/package.json',
    ]);
  });

  it('takes the record of what it was copied from, and commits that', () => {
    const record = '.brickyard/starters/python-r.json';
    test.folder.write(record, '{}');
    expect(remove('python-r').at(-1)).toContain(`packages/python-r ${record}`);
    expect(test.tree.exists(record)).toBe(false);
  });

  it.each([
    ['python', [{ file: 'packages/python-r/Dockerfile', line: 1 }]],
    ['r', [{ file: 'packages/python-r/Dockerfile', line: 2 }]],
    ['toolbox', [{ file: 'packages/minimal/Dockerfile', line: 2 }]],
  ])('refuses %s, by FROM, COPY and mounts', (name, expected) => {
    const error = caught(() => remove(name));
    expect(error).toMatchObject({ code: 'FLAVOUR_IN_USE' });
    expect(places(error)).toEqual(expected);
    expect(test.tree.listChanges()).toEqual([]);
  });

  it('sees stages that a build does not reach', () => {
    test.addFlavour({
      name: 'geo',
      dockerfile:
        'ARG FROM=index\nFROM brickyard/python-r AS lock\nFROM scratch AS lib-index\nFROM lib-${FROM}\n',
    });
    const error = caught(() => remove('python-r'));
    expect(places(error)).toEqual([
      { file: 'packages/geo/Dockerfile', line: 2 },
    ]);
  });

  it('needs no image.ts that can be evaluated', () => {
    test.folder.write('packages/python-r/image.ts', 'export default {');
    remove('python-r');
    expect(test.tree.exists('packages/python-r')).toBe(false);
  });

  it('names the flavours there are', () => {
    expect(caught(() => remove('pyton'))).toMatchObject({
      code: 'FLAVOUR_UNKNOWN',
      hint: 'did you mean python? flavours: minimal, python, python-r, r, toolbox; runtime lines: 15.4-LTS, 16.4-LTS, 17.3-LTS',
    });
  });

  it('proposes a commit with the generated files that tell of it', () => {
    const mark = 'generated — run npx nx sync';
    const row = '| [python-r](packages/python-r) | both |';
    test.folder.write('README.md', `# Ours\n<!-- ${mark} -->\n${row}\n`);
    test.folder.write('CODEOWNERS', `# ${mark}\n/packages/python/ @ada\n`);
    test.folder.write('NOTES.md', row);
    test.folder.write(
      '.github/workflows/all.yml',
      `# ${mark}\nrun: [python-r]\n`,
    );
    expect(remove('python-r').at(-1)).toBe(
      '  git commit -m "feat(python-r)!: remove" -- packages/python-r README.md .github/workflows/all.yml',
    );
  });
});
