import { AdoptPlace, standard } from './testing/adopt-place';

let place: AdoptPlace;
beforeEach(() => {
  place = new AdoptPlace();
});
afterEach(() => place.close());

describe('a folder that is not adopted', () => {
  it.each<[string, string, Record<string, string>]>([
    [
      'COPY id_rsa: it stays out of the workspace: a private key of SSH',
      'COPY id_rsa /root/.ssh/',
      { id_rsa: 'x' },
    ],
    ['COPY none.txt: no such file here', 'COPY none.txt /', {}],
    ['COPY ../x: is outside of', 'COPY ../x /', { x: '' }],
    [
      'COPY .venv/lib: .venv/ stays out',
      'COPY .venv/lib /lib',
      { '.venv/lib/a': '' },
    ],
    [
      'no such file here, or .dockerignore leaves it out',
      'COPY a.txt /',
      { 'a.txt': '', '.dockerignore': '*.txt\n' },
    ],
  ])(
    'refuses with its line what could not be built: %s',
    async (message, line, files) => {
      place.add('a', { Dockerfile: `${standard}${line}\n`, ...files });
      const refusal = await place.refusalOf('../in/a');
      expect(refusal.message).toContain('../in/a/Dockerfile:2: ');
      expect(refusal.message).toContain(message);
    },
  );

  it('tells all that is against a folder at once', async () => {
    place.add('日本', {
      Dockerfile: 'FROM node:20\nCOPY x /\nCOPY y /\n',
    });
    const { message } = await place.refusalOf('../in/日本');
    expect(message.split('\n')).toEqual([
      "../in/日本: '' is not a valid name of a flavour: it is empty",
      expect.stringMatching(
        /^\.\.\/in\/日本\/Dockerfile:1: node:20 is no base/,
      ),
      expect.stringMatching(/Dockerfile:2: COPY x: no such file/),
      expect.stringMatching(/Dockerfile:3: COPY y: no such file/),
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'a library',
      { Dockerfile: 'FROM scratch\nCOPY a /\n', a: '' },
      'the image starts FROM scratch',
    ],
    [
      'an ARG without a value',
      { Dockerfile: 'ARG B\nFROM ${B}\n' },
      'Dockerfile:2: ',
    ],
    [
      'no Dockerfile',
      { 'a.txt': '' },
      'has no Dockerfile, and no folder in it has one',
    ],
    [
      'a Dockerfile by another name',
      { 'Dockerfile.gpu': standard },
      'has no Dockerfile, but Dockerfile.gpu',
    ],
    [
      'a flavour',
      { Dockerfile: standard, 'image.ts': '' },
      'is the mark of a flavour',
    ],
    [
      'a package.json that is none',
      { Dockerfile: standard, 'package.json': '{' },
      'packages/a/package.json',
    ],
    [
      'no flavour of this workspace',
      { Dockerfile: 'FROM brickyard/none\n' },
      'there is no flavour packages/none',
    ],
    ['a Dockerfile in UTF-16', { Dockerfile: 'F\0R\0O\0M\0 \0x\0' }, 'UTF-16'],
    [
      'a bad .dockerignore',
      { Dockerfile: standard, '.dockerignore': '[\n' },
      '.dockerignore:1',
    ],
  ])('refuses %s', async (_name, files, message) => {
    place.add('a', files);
    expect((await place.refusalOf('../in/a')).message).toContain(message);
  });
});
