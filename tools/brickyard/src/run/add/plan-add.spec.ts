import { createListed } from '../testing/listed-flavours';
import type { TestWorkspace } from '../testing/test-workspace';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = await createListed();
});
afterEach(() => workspace.close());

type Words = Parameters<TestWorkspace['planAdd']>[1];
type More = Parameters<TestWorkspace['planAdd']>[2];

async function plan(flavour: string, words: Words, more?: More) {
  const { changes, notes, ...rest } = await workspace.planAdd(
    flavour,
    words,
    more,
  );
  const lines = changes.map(
    ({ place, from = '', to = '' }) =>
      `${place.file}:${place.line} ${from} → ${to}`,
  );
  return { lines, notes, ...rest };
}

const remove = { isRemoval: true };
describe('planAdd', () => {
  it('writes new lines, and says what follows from them', async () => {
    const found = await plan('below', {
      python: ['Humanize', 'polars[x]~=1.9 ; python_version<"3.13"'],
      r: ['zoo', 'bioc::limma'],
      apt: ['libgomp1=12.*'],
    });
    expect(found.lines).toEqual([
      'packages/below/requirements.txt:3  → humanize',
      'packages/below/requirements.txt:4  → polars[x]~=1.9 ; python_version<"3.13"',
      'packages/below/r_packages.sh:1  → zoo',
      'packages/below/r_packages.sh:1  → bioc::limma',
      'packages/below/apt_packages.txt:1  → libgomp1=12.*',
    ]);
    expect(found.edits.map(({ after }) => after)).toEqual([
      '-r base.txt\n\nhumanize\npolars[x]~=1.9 ; python_version<"3.13"\nscipy==1.14.1  # for us\n',
      'install-r-packages bioc::limma xtable==1.8-4 zoo\n',
      'libgomp1=12.*\nopenjdk-${JDK_VERSION}-jdk-headless\n',
    ]);
    expect(found.affected).toEqual(['below', 'geo', 'top']);
    expect(found.locked).toEqual(['below']);
    expect(found.kinds).toEqual(['python', 'r', 'apt']);
    expect(found.needsEngine).toBe(true);
  });

  it('needs no engine for R', async () => {
    expect((await plan('below', { r: ['zoo'] })).needsEngine).toBe(false);
  });

  it.each<[Words, string]>([
    [
      { python: ['SciPy'] },
      'scipy is in below already, in version 1.14.1: packages/below/requirements.txt:3: scipy==1.14.1',
    ],
    [
      { python: ['scipy==1.14.1'] },
      'scipy is in below already, in version 1.14.1: packages/below/requirements.txt:3: scipy==1.14.1',
    ],
    [
      { python: ['numpy'] },
      'numpy is in below already, in version 2.1.3: packages/below/base.txt:1: numpy',
    ],
    [
      { r: ['xtable'] },
      'xtable is in below already, in version 1.8-4: packages/below/r_packages.sh:1: xtable==1.8-4',
    ],
    [
      { r: ['IRkernel'] },
      'IRkernel is in below already: packages/below/notebook_packages.sh:1: IRkernel',
    ],
    [
      { apt: ['openjdk-17-jdk-headless'] },
      'openjdk-17-jdk-headless is in below already: packages/below/apt_packages.txt:1: openjdk-${JDK_VERSION}-jdk-headless',
    ],
  ])('leaves alone what a list has: %j', async (words, note) => {
    const { notes, edits, locked } = await plan('below', words);
    expect({ notes, edits, locked }).toEqual({
      ...{ notes: [note], edits: [], locked: [] },
    });
  });

  it.each<[Words, string, string]>([
    [
      { python: ['Scipy~=1.15'] },
      'requirements.txt:3 scipy==1.14.1 → scipy~=1.15',
      'scipy~=1.15  # for us\n',
    ],
    [
      { python: ['scipy[x]'] },
      'requirements.txt:3 scipy==1.14.1 → scipy[x]==1.14.1',
      'scipy[x]==1.14.1  # for us\n',
    ],
    [
      { python: ['scipy>1; python_version<"3.13"'] },
      'requirements.txt:3 scipy==1.14.1 → scipy>1 ; python_version<"3.13"',
      'scipy>1 ; python_version<"3.13"  # for us\n',
    ],
    [{ python: ['numpy>=2'] }, 'base.txt:1 numpy → numpy>=2', 'numpy>=2\n'],
    [
      { r: ['bioc::xtable'] },
      'r_packages.sh:1 xtable==1.8-4 → bioc::xtable',
      'install-r-packages bioc::xtable\n',
    ],
  ])('changes a line: %j', async (words, line, text) => {
    const { lines, edits } = await plan('below', words);
    expect(lines).toEqual([`packages/below/${line}`]);
    expect(edits[0]?.after.endsWith(text)).toBe(true);
  });

  it('tells what an image below has, and adds it when that is meant', async () => {
    const there = 'numpy is in geo already, through below, in version 2.1.3';
    const words = { python: ['numpy'] };
    expect(await plan('geo', words)).toMatchObject({
      ...{ lines: [], edits: [] },
      notes: [`${there}: nothing is added; --anyway adds a line of geo's own`],
    });
    for (const found of [
      await plan('geo', words, { isAnyway: true }),
      await plan('geo', { python: ['numpy<3'] }),
    ])
      expect(found).toMatchObject({
        notes: [`${there}: now it has a line of its own`],
        lines: [expect.stringMatching(/^packages\/geo\/requirements.txt:4 /)],
        locked: ['geo'],
      });
  });

  it('adds what another package brought', async () => {
    expect((await plan('below', { python: ['six'] })).notes).toEqual([
      'six is in below already, since scipy of packages/below/requirements.txt:3 needs it, in version 1.17.0: now it has a line of its own',
    ]);
  });

  it('tells of a package of the same name', async () => {
    expect((await plan('below', { python: ['xtable'] })).notes).toEqual([
      'xtable is also an R package of below: this one is a Python package, and --r=xtable the other',
    ]);
  });

  it('makes a list that the Dockerfile installs', async () => {
    const { edits } = await plan('geo', { apt: ['libgomp1'] });
    expect(edits).toEqual([
      {
        file: workspace.path('packages/geo/apt_packages.txt'),
        path: 'packages/geo/apt_packages.txt',
        after:
          '# The system libraries of this image, beside what packages/below has: one on a\n# line, as libgdal32 or libgdal32=3.6.*. `nx lock geo` resolves this into locks/.\n\nlibgomp1\n',
      },
    ]);
  });

  it('changes several flavours', async () => {
    const { lines } = await plan('below,geo', { python: ['humanize'] });
    expect(lines).toEqual([
      'packages/below/requirements.txt:3  → humanize',
      'packages/geo/requirements.txt:4  → humanize',
    ]);
  });

  it('keeps a byte order mark and ends of lines', async () => {
    const text = '\ufeffscipy\r\n# x\r\n';
    workspace.write('packages/below/requirements.txt', text);
    const { edits } = await plan('below', { python: ['zz'] });
    expect(edits[0]?.after).toBe('\ufeffscipy\r\nzz\r\n# x\r\n');
  });

  it('takes out', async () => {
    const words = {
      python: ['SciPy'],
      r: ['IRkernel'],
      apt: ['openjdk-17-jdk-headless'],
    };
    const { lines, edits } = await plan('below', words, remove);
    expect(lines).toEqual([
      'packages/below/requirements.txt:3 scipy==1.14.1 → ',
      'packages/below/notebook_packages.sh:1 IRkernel → ',
      'packages/below/apt_packages.txt:1 openjdk-${JDK_VERSION}-jdk-headless → ',
    ]);
    expect(edits.map(({ after }) => after)).toEqual(['-r base.txt\n', '', '']);
  });
});
