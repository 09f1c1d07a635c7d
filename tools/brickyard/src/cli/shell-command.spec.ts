import { TestFolder } from '../testing/test-folder';
import { runInWorkspace } from './testing/run-in-workspace';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
  folder.write('nx.json', '{ "plugins": ["brickyard"] }');
});
afterEach(() => folder.close());

const shell = (...words: string[]) =>
  runInWorkspace(folder.root, ['shell', ...words]);

describe('brickyard shell', () => {
  it.each([
    [[], 'expected an image, as popeye'],
    [['popeye', 'ls', '-l'], "Unknown option '-l'"],
    [
      ['popeye', 'pip', 'list'],
      'a command is written after --: brickyard shell popeye -- pip list',
    ],
    [['popeye', '--'], 'expected a command after --; leave -- out for a shell'],
    [['popeye', '--mounts'], 'did you mean --mount?'],
  ])('says of %j: %s', async (words, text) => {
    const { code, out, err } = await shell(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(text);
    expect(err).toContain('Usage: brickyard shell <image>');
  });

  it('leaves options of the command alone', async () => {
    const { code, err } = await shell('geo:1', '--', 'ls', '--help');
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('[ENGINE_UNREACHABLE]'),
    ]);
  });
});
