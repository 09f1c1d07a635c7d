import { judgeApt } from './judge-apt';

const rows = (names: string, list = 'apt_packages.txt') =>
  names
    .split(' ')
    .filter(Boolean)
    .map((name) => `${name} sha256:${'a'.repeat(64)} ${list}\n`)
    .join('');

function judge(
  lock: { steady: string; added?: string },
  had: { steady: string; added?: string },
) {
  const marked = lock.added ? `# added: on top\n${rows(lock.added)}` : '';
  const compilers = rows('gcc=1', 'build_apt_packages.txt');
  const before = `${had.steady} ${had.added ?? ''}`.trim().split(' ');
  return judgeApt({
    lock: `# base debian 12\n${rows(lock.steady)}${compilers}${marked}`,
    before: before.map((each) => {
      const [name = '', version = ''] = each.split('=');
      return { name, version };
    }),
    hadAdded: had.added !== undefined,
  });
}

const steady = 'r=1 icu=1';

describe('judgeApt', () => {
  it.each<[string, Parameters<typeof judge>, string[]]>([
    ['nothing new', [{ steady }, { steady }], []],
    ['one more', [{ steady, added: 'geos=1' }, { steady }], ['geos']],
    [
      'a second one',
      [
        { steady, added: 'geos=1 proj=1' },
        { steady, added: 'geos=1' },
      ],
      ['proj'],
    ],
    [
      'an added one that moves',
      [
        { steady, added: 'geos=2' },
        { steady, added: 'geos=1' },
      ],
      [],
    ],
    [
      'one of two added ones that goes',
      [
        { steady, added: 'geos=1' },
        { steady, added: 'geos=1 proj=1' },
      ],
      [],
    ],
  ])('leaves the first step as it was: %s', (_, [lock, had], added) => {
    expect(judge(lock, had)).toEqual({ isSteady: true, added });
  });

  it.each<[string, Parameters<typeof judge>]>([
    ['one of its packages moves', [{ steady: 'r=1 icu=2' }, { steady }]],
    ['one goes', [{ steady: 'r=1' }, { steady }]],
    ['many are new', [{ steady: `${steady} a=1 b=1` }, { steady }]],
    [
      'added ones became steady',
      [{ steady: `${steady} geos=1` }, { steady, added: 'geos=1' }],
    ],
    [
      'added ones became steady, and others were added',
      [
        { steady: `${steady} geos=1`, added: 'proj=1' },
        { steady, added: 'geos=1' },
      ],
    ],
    [
      'one goes, and another was added',
      [{ steady: 'r=1', added: 'geos=1' }, { steady }],
    ],
  ])('changes the first step: %s', (_, [lock, had]) => {
    expect(judge(lock, had).isSteady).toBe(false);
  });

  it('cannot tell whether what is gone was the last added one', () => {
    const { isSteady } = judge({ steady }, { steady, added: 'geos=1' });
    expect(isSteady).toBeUndefined();
  });
});
