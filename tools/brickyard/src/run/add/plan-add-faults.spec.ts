import { writeFileSync } from 'node:fs';

import type { BrickyardError } from '../../errors';
import { createListed } from '../testing/listed-flavours';
import type { TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createListed();
});
afterEach(() => workspace.close());

type Words = Parameters<TestWorkspace['planAdd']>[1];
type More = Parameters<TestWorkspace['planAdd']>[2];

const remove = { isRemoval: true };
const messageOf = (flavour: string, words: Words, more?: More) =>
  workspace.planAdd(flavour, words, more).then(
    () => 'nothing was thrown',
    (error: BrickyardError) => error.message,
  );

describe('planAdd, of what cannot be', () => {
  it('says all that is wrong at once', async () => {
    const words = {
      python: [
        'a b',
        'numpy==1.0',
        'x @ https://u:secret@host/x.whl',
        './x-1-py3-none-any.whl',
        'git+https://host/x',
        '-r x.txt',
        'ok',
        'OK',
      ],
      r: ['remotes::install()', 'stats', 'dplyr@1.0'],
      apt: ['Lib', 'lib${X}'],
    };
    const lines = (await messageOf('below', words)).split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^packages: cannot read "a b": two words/),
      ...['x', './x-1-py3-none-any.whl'].map(
        (name) =>
          `packages: ${name}: is no package of an index: write the line into requirements.txt by hand, then npx nx lock`,
      ),
      expect.stringMatching(
        /^packages: git\+https:\/\/host\/x: nothing says which/,
      ),
      'packages: x.txt: is no package of an index: write the line into requirements.txt by hand, then npx nx lock',
      'packages: ok: is named twice',
      expect.stringMatching(
        /^packages: numpy==1.0: 17.3-LTS pins numpy==2.1.3/,
      ),
      '--r: remotes::install(): expected the name of an R package, or name==version',
      '--r: stats: is a part of R itself',
      '--r: dplyr@1.0: write dplyr==1.0',
      '--apt: Lib is no package: write a name, or name=version',
      expect.stringMatching(/^--apt: lib\$\{X\}: has a variable/),
    ]);
  });

  it.each<[string, Words, More, string]>([
    [
      'geo',
      { r: ['zoo'] },
      {},
      '--r: zoo: geo has no R: packages/geo/image.ts says languages: [python]',
    ],
    [
      'rr',
      { python: ['zoo'] },
      {},
      'packages: zoo: rr has no Python: packages/rr/image.ts says languages: [r]. Words without a flag are Python packages: write --r=zoo for an R package, --apt=zoo for a system library',
    ],
    [
      'top',
      { python: ['a1'] },
      {},
      'packages: a1: packages/top has no requirements.txt, and its Dockerfile installs none: give it the steps that a new flavour has (npx nx g brickyard:flavour --help)',
    ],
    [
      'below',
      { python: ['scipi'] },
      remove,
      'packages: scipi: no list of below names it; did you mean scipy? it names: scipy, numpy',
    ],
    [
      'below',
      { python: ['six'] },
      remove,
      'packages: six: no list of below names it; it is there since scipy of packages/below/requirements.txt:3 needs it',
    ],
    [
      'geo',
      { r: ['xtable'] },
      remove,
      '--r: xtable: no list of geo names it; it is there through below: npx nx g brickyard:add below --r=xtable --remove takes it out there, and so from all that is built on it',
    ],
    [
      'below',
      { python: ['scipy==1'] },
      remove,
      'packages: scipy==1: with --remove, write the name alone: scipy',
    ],
    ['below', {}, {}, 'no package is named'],
    ['belo', { python: ['a1'] }, {}, 'no such flavour: belo'],
  ])('refuses for %s: %j', async (flavour, words, more, message) => {
    expect(await messageOf(flavour, words, more)).toBe(message);
  });

  it('does not guess which of two lines is meant', async () => {
    workspace.write(
      'packages/below/requirements.txt',
      'a1 ; os_name=="x"\na1>=2 ; os_name=="y"\n',
    );
    expect(await messageOf('below', { python: ['a1>=3'] })).toBe(
      'packages: a1: packages/below/requirements.txt:1 and packages/below/requirements.txt:2 name it: change the one that is meant',
    );
  });

  it('leaves a list alone that is not UTF-8', async () => {
    writeFileSync(
      workspace.path('packages/below/requirements.txt'),
      Buffer.from('\ufeffa1\n', 'utf16le'),
    );
    expect(await messageOf('below', { python: ['b1'] })).toContain(
      'packages/below/requirements.txt: is UTF-16 LE',
    );
  });
});
