import { spawnSync } from 'node:child_process';

import { parseInventory } from './parse-inventory';
import { addUpFiles } from './probe-files';
import { parsePrinted as parse } from './testing/test-inventory';

describe('the space that an image takes', () => {
  it('is left out where nobody could look', () => {
    const inventory = parse(['apt', 'a', '1', 'installed', '01']);
    expect(inventory).not.toHaveProperty('size');
    expect(inventory).not.toHaveProperty('directories');
    expect(inventory).not.toHaveProperty('jars');
  });

  it('is told by folder, in the order of their names', () => {
    const { size, directories } = parse(
      ['directory', '/usr/lib', '20'],
      ['directory', '/usr', '80'],
      ['directory', '/usr-local', '10'],
      ['size', '5000000000'],
    );
    expect(size).toBe(5e9);
    expect(directories).toEqual([
      { path: '/usr', size: 80 },
      { path: '/usr-local', size: 10 },
      { path: '/usr/lib', size: 20 },
    ]);
  });
});

describe('what adds up sizes', () => {
  /** Lines as find prints them: size, names of the file, its number, path. */
  function addUp(...files: (readonly [number, number, string, string])[]) {
    const input = files.map((fields) => `${fields.join('\t')}\n`).join('');
    const options = { input, encoding: 'utf8' } as const;
    const { stdout } = spawnSync('awk', [addUpFiles()], options);
    return parseInventory(`${stdout}brickyard:row\tend\n`, 'here');
  }

  it('counts a file once, at the first of its names', () => {
    const files = [
      [60, 2, '8:1', '/b/x'],
      [60, 2, '8:1', '/a/y'],
      [40, 1, '8:2', '/c/d/z'],
    ] as const;
    const expected = {
      size: 100,
      directories: [
        { path: '/a', size: 60 },
        { path: '/c', size: 40 },
        { path: '/c/d', size: 40 },
      ],
    };
    expect(addUp(...files)).toMatchObject(expected);
    expect(addUp(...[...files].reverse())).toMatchObject(expected);
  });

  it('leaves out small folders, and what the engine mounts', () => {
    const { size, directories } = addUp(
      [990, 1, '8:1', '/usr/a b'],
      [10, 1, '8:2', '/etc/x'],
      [9, 1, '8:3', '/var/x'],
      [500, 1, '8:4', '/etc/resolv.conf'],
    );
    expect(size).toBe(1009);
    expect(directories).toEqual([{ path: '/usr', size: 990 }]);
  });

  it('counts beyond what 32 bits hold, and files of the root folder', () => {
    expect(addUp([5e9, 1, '8:1', '/x'])).toMatchObject({
      ...{ size: 5e9, directories: [] },
    });
  });

  it('finds packages of R and archives of Java', () => {
    const { jars } = addUp(
      [1, 1, '8:1', '/l/dplyr/Meta/package.rds'],
      [2, 1, '8:2', '/l/dplyr/java/x.jar'],
    );
    expect(jars).toMatchObject([{ path: '/l/dplyr/java/x.jar', size: 2 }]);
  });
});

describe('the Java archives of an image', () => {
  const jar = (path: string, ...details: string[]) => {
    const rows = [
      ['size', '1'],
      ['jar', path, '7'],
    ];
    if (details.length > 0) rows.push(['jar-details', path, ...details]);
    return parse(['system'], ['java', '/jdk', '17', 'default'], ...rows).jars;
  };

  it.each([
    ['/a/commons-io-2.16.1.jar', 'commons-io', '2.16.1'],
    [
      '/a/spark-core_2.12-3.5.0-SNAPSHOT.jar',
      'spark-core_2.12',
      '3.5.0-SNAPSHOT',
    ],
    ['/a/Rserve.jar', 'Rserve', null],
    ['/a/log4j-1.2-api.jar', 'log4j-1.2-api', null],
    ['/a/guava-33.4.0-jre.jar', 'guava', '33.4.0-jre'],
    ['/a/netty-all-4.1.96.Final.jar', 'netty-all', '4.1.96.Final'],
    ['/a/-1.jar', '-1', null],
  ])('takes %s for %s, %s', (path, name, version) => {
    expect(jar(path)).toEqual([{ path, name, group: null, version, size: 7 }]);
  });

  it('believes what an archive says of itself before its name', () => {
    const told = ['org.example', 'x', '2.0'];
    expect(jar('/a/x-1.0.jar', ...told)).toMatchObject([
      { group: 'org.example', name: 'x', version: '2.0' },
    ]);
    expect(jar('/a/x-1.0.jar', '-', '-', '-')).toMatchObject([
      { group: null, name: 'x', version: '1.0' },
    ]);
  });

  it('leaves out those of a JDK', () => {
    expect(jar('/jdk/lib/jrt-fs.jar')).toEqual([]);
    expect(jar('/jdk-not/a.jar')).toHaveLength(1);
  });
});
