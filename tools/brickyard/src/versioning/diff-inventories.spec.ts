import type { PackageGroup } from '../ecosystems/package';
import type { Contents } from './contents';
import { diffInventories } from './diff-inventories';

const main = '/databricks/python3';

function group(
  ecosystem: string,
  packages: Record<string, string>,
  environment: string | null = null,
): PackageGroup {
  const items = Object.entries(packages);
  return {
    ecosystem,
    environment,
    packages: items.map(([name, version]) => ({ name, version })),
  };
}

function side(
  groups: PackageGroup[],
  change: Partial<Contents> = {},
): Contents {
  const sizes = { size: null, fileSize: null };
  const rest = { source: 'here', isPartial: false, ...sizes };
  return { name: 'a', groups, ...rest, ...change };
}

const image = (...groups: PackageGroup[]) =>
  side([group('system', { debian: '12' }), ...groups]);

describe('diffInventories', () => {
  it('tells what was added, removed and changed, sorted', () => {
    const from = image(group('apt', { b: '1', gone: '1', a: '1.0-1' }));
    const to = image(group('apt', { new: '2', b: '2', a: '1.0-2' }));
    expect(diffInventories(from, to).groups).toEqual([
      {
        ecosystem: 'apt',
        environment: null,
        added: [{ name: 'new', version: '2', direct: null, sizeChange: null }],
        removed: [
          { name: 'gone', version: '1', direct: null, sizeChange: null },
        ],
        changed: [
          {
            name: 'a',
            from: '1.0-1',
            to: '1.0-2',
            level: 'other',
            direction: 'up',
            direct: null,
            sizeChange: null,
          },
          {
            name: 'b',
            from: '1',
            to: '2',
            level: 'major',
            direction: 'up',
            direct: null,
            sizeChange: null,
          },
        ],
      },
    ]);
  });

  it('finds nothing between equal sides', () => {
    const same = image(group('apt', { a: '1' }), group('r', {}));
    expect(diffInventories(same, same)).toMatchObject({
      isDifferent: false,
      groups: [],
      notes: [],
      ...{ sizeChange: null, fileSizeChange: null, largest: [] },
    });
  });

  it('orders ecosystems, and environments by name', () => {
    const to = image(
      group('apt', { a: '1' }),
      group('r', { a: '1' }),
      group('python', { a: '1' }, '/z'),
      group('python', { a: '1' }, '/a'),
    );
    const { groups } = diffInventories(image(), to);
    const names = groups.map((g) => `${g.ecosystem} ${g.environment}`);
    expect(names).toEqual(['python /a', 'python /z', 'r null', 'apt null']);
  });

  it('keeps Python environments apart, and takes spellings for one', () => {
    const from = image(
      group('python', { Own_Package: '1' }, main),
      group('python', { 'own.package': '5' }, '/usr'),
    );
    const to = image(
      group('python', { 'own-package': '2' }, main),
      group('python', { 'own.package': '5' }, '/usr'),
    );
    const { groups } = diffInventories(from, to);
    expect(groups.map(({ environment }) => environment)).toEqual([main]);
    expect(groups[0]?.changed[0]).toMatchObject({ from: '1', to: '2' });
  });

  it('puts what was asked for by name first', () => {
    const direct = [
      { ecosystem: 'python', environment: '/x/other', names: new Set(['a']) },
      { ecosystem: 'python', environment: '/x/python3', names: new Set(['z']) },
      { ecosystem: 'r', environment: null, names: new Set(['a']) },
    ];
    const to = {
      ...image(group('python', { a: '1', z: '1' }, main)),
      direct,
    };
    const { groups } = diffInventories(image(), to);
    expect(groups[0]?.added).toEqual([
      { name: 'z', version: '1', direct: true, sizeChange: null },
      { name: 'a', version: '1', direct: false, sizeChange: null },
    ]);
  });

  it('asks only a side that has a package whether it is direct', () => {
    const direct = [
      { ecosystem: 'r', environment: null, names: new Set(['a']) },
    ];
    const to = { ...image(group('r', { a: '1', b: '1' })), direct };
    const { groups } = diffInventories(image(group('r', { c: '1' })), to);
    expect(groups[0]?.removed).toEqual([
      { name: 'c', version: '1', direct: null, sizeChange: null },
    ]);
  });

  it('lists all versions of what is installed twice', () => {
    const twice = group('r', { a: '1' });
    const packages = [...twice.packages, { name: 'a', version: '0.9' }];
    const from = image({ ...twice, packages });
    const { groups } = diffInventories(from, image(group('r', { a: '1' })));
    expect(groups[0]?.changed[0]).toMatchObject({
      from: '0.9, 1',
      to: '1',
      level: 'changed',
      direction: null,
    });
  });

  it('does not take an older record for an image without Java', () => {
    const to = image(group('java', { '/j': '17.0.16' }));
    const { isDifferent, notes } = diffInventories(image(), to);
    expect(isDifferent).toBe(false);
    expect(notes[0]).toContain('java (1)');
  });

  it('tells the change of size when both are known', () => {
    const big = { ...image(), size: 300 };
    const small = { ...image(), size: 100 };
    expect(diffInventories(big, small).sizeChange).toBe(-200);
    expect(diffInventories(big, image()).sizeChange).toBeNull();
  });
});

describe('sizes', () => {
  const sized = (sizes: Record<string, number>, version = '1') => ({
    ...group('apt', {}),
    packages: Object.entries(sizes).map(([name, size]) => {
      return { name, version, size };
    }),
  });

  it('change by what was added, removed and changed', () => {
    const from = image(sized({ same: 5, gone: 30, small: 1 }));
    const to = image(sized({ new: 20, gone: 2, small: 1 }, '2'));
    const { groups, largest, notes } = diffInventories(from, to);
    const [{ added, removed, changed } = {}] = groups;
    expect(added).toMatchObject([{ name: 'new', sizeChange: 20 }]);
    expect(removed).toMatchObject([{ name: 'same', sizeChange: -5 }]);
    expect(changed).toMatchObject([
      { name: 'gone', sizeChange: -28 },
      { name: 'small', sizeChange: 0 },
    ]);
    const place = { ecosystem: 'apt', environment: null };
    expect(largest).toEqual([
      { ...place, name: 'gone', change: 'changed', sizeChange: -28 },
      { ...place, name: 'new', change: 'added', sizeChange: 20 },
      { ...place, name: 'same', change: 'removed', sizeChange: -5 },
    ]);
    expect(notes).toEqual([]);
  });

  it('are told of the ten largest, equal ones by name', () => {
    const names = [...'lkjihgfedcba'].map((name) => [name, 7] as const);
    const to = image(sized(Object.fromEntries(names)));
    const { largest } = diffInventories(image(), to);
    expect(largest.map(({ name }) => name).join('')).toBe('abcdefghij');
  });

  it('are no numbers where a side is silent, and that is said', () => {
    const from = { ...image(group('apt', { a: '1', b: '1' })), name: 'old' };
    const to = image(sized({ a: 5, b: 5 }, '2'));
    const { groups, largest, notes } = diffInventories(from, to);
    expect(groups[0]?.changed).toMatchObject([
      { name: 'a', sizeChange: null },
      { name: 'b', sizeChange: null },
    ]);
    expect(largest).toEqual([]);
    expect(notes).toEqual([
      'sizes of packages are not compared, since old has none',
    ]);
  });

  it('add up where a package is there twice, if all are known', () => {
    const twice = (sizes: (number | undefined)[]) => {
      const packages = sizes.map((size, at) => {
        return { name: 'a', version: `${at}`, size };
      });
      return image({ ...group('r', {}), packages });
    };
    const sumOf = (sizes: (number | undefined)[]) =>
      diffInventories(image(), twice(sizes)).groups[0]?.added[0]?.sizeChange;
    expect(sumOf([1, 2])).toBe(3);
    expect(sumOf([1, undefined])).toBeNull();
  });

  it('of all files are compared when both sides tell them', () => {
    const big = { ...image(), fileSize: 300 };
    const small = { ...image(), fileSize: 100 };
    expect(diffInventories(big, small).fileSizeChange).toBe(-200);
    expect(diffInventories(big, image()).fileSizeChange).toBeNull();
  });
});

describe('diffInventories of a list without environments', () => {
  const pins = side([group('python', { a: '1' })], { name: 'lock.txt' });

  it('compares it with what notebooks run in', () => {
    const whole = image(
      group('python', { b: '1' }, '/usr'),
      group('python', { a: '2' }, main),
    );
    const { groups, notes } = diffInventories(pins, whole);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ environment: main, added: [] });
    expect(notes).toEqual([
      'not compared, since lock.txt does not list it: system (1), python /usr (1)',
    ]);
  });

  it('compares it with the only environment there is', () => {
    const whole = image(group('python', { a: '2' }, '/usr'));
    expect(diffInventories(pins, whole).groups[0]?.environment).toBe('/usr');
  });

  it('misses all of it in an image without Python', () => {
    const { groups } = diffInventories(pins, image());
    expect(groups[0]?.removed).toMatchObject([{ name: 'a', version: '1' }]);
  });

  it('leaves out what a partial list does not name', () => {
    const partial = { ...pins, isPartial: true, source: 'pins' };
    const whole = image(group('python', { b: '1', c: '1' }, main));
    const { groups, notes } = diffInventories(partial, whole);
    expect(groups[0]).toMatchObject({ added: [], removed: [{ name: 'a' }] });
    expect(notes[1]).toBe(
      'lock.txt is pins, not a complete list: 2 packages that it does not name are left out',
    );
    const [back] = diffInventories(whole, partial).groups;
    expect(back).toMatchObject({ added: [{ name: 'a' }], removed: [] });
  });

  it('compares two partial lists as they are', () => {
    const partial = { ...pins, isPartial: true, source: 'pins' };
    const other = { ...partial, groups: [group('python', { b: '1' })] };
    const { groups, notes } = diffInventories(partial, other);
    expect(groups[0]).toMatchObject({
      environment: null,
      added: [{ name: 'b' }],
      removed: [{ name: 'a' }],
    });
    expect(notes[0]).toBe('lock.txt is pins, not a complete list');
  });
});
