import { TestFolder } from '../testing/test-folder';
import { runInWorkspace } from './testing/run-in-workspace';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
  folder.write('nx.json', '{ "plugins": ["brickyard"] }');
});
afterEach(() => folder.close());

const notebook = (...words: string[]) =>
  runInWorkspace(folder.root, ['notebook', ...words]);

describe('brickyard notebook', () => {
  it.each([
    [[], 'expected one image, got 0'],
    [['popeye', 'r'], 'expected one image, got 2'],
    [
      ['popeye', '--port=http'],
      "--port is a number from 0 to 65535, not 'http'",
    ],
    [['popeye', '--port=65536'], 'from 0 to 65535'],
    [['popeye', '--prot=1'], 'did you mean --port?'],
  ])('says of %j: %s', async (words, text) => {
    const { code, out, err } = await notebook(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(text);
  });

  it('says that no engine answers', async () => {
    const { code, err } = await notebook('geo:1', '--port=0');
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('[ENGINE_UNREACHABLE]'),
    ]);
  });
});
