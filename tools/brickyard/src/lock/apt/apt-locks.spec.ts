import { readdirSync } from 'node:fs';

import { renderPlace } from '../../errors';
import { testFlavour, testImages } from '../../plan/testing/test-images';
import { builtInRuntimes, findRuntime } from '../../runtime/catalogue';
import { TestFolder } from '../../testing/test-folder';
import { createReader } from '../create-reader';
import type { LockOwner } from '../kind/lock-owner';
import type { AptLock } from './apt-lock';
import { aptLocks as apt } from './apt-locks';
import { aptStage } from './apt-stage';

const line = findRuntime(builtInRuntimes, '17.3-LTS');
const path = 'locks/17.3-LTS.apt.txt';
const hash = `sha256:${'a'.repeat(64)}`;
const row = (pin: string, list = 'apt_packages.txt') =>
  `${pin} ${hash} ${list}\n`;

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
  folder.write('geo/apt_packages.txt', 'acl\n');
});
afterEach(() => folder.close());

interface Relations {
  dockerfile?: string;
  base?: LockOwner;
  parents?: LockOwner[];
  buildArgs?: Record<string, string>;
}

/** An image whose build takes locks of apt's packages. */
function owner(name: string, relations: Relations = {}): LockOwner {
  const { dockerfile = 'FROM ubuntu:24.04\n', base, ...own } = relations;
  const [image] = testImages([testFlavour(name, dockerfile)]);
  if (image === undefined) throw new Error('no image');
  const flavour = { ...image.flavour, folder: folder.path(name) };
  const parents = [...(base ? [base] : []), ...(own.parents ?? [])];
  const { buildArgs = {} } = own;
  return {
    ...{ ...image, flavour, base, parents, buildArgs },
    listFiles: () => readdirSync(flavour.folder).sort(),
    takesLock: () => true,
  };
}

function read(relations: Relations = {}): AptLock {
  const source = { ...owner('geo', relations), line };
  const [lock] = apt.readLocks(source, createReader());
  if (lock === undefined) throw new Error('no lock');
  return lock;
}

const digest = (relations?: Relations) => apt.digestInputs(read(relations));

describe('a lock of apt packages', () => {
  it('is one for all lists of a flavour', () => {
    folder.write('geo/build_apt_packages.txt', 'make\n');
    folder.write('geo/another_apt_packages.txt', 'tree\n');
    expect(read()).toMatchObject({
      path,
      sources: [
        'apt_packages.txt',
        'another_apt_packages.txt',
        'build_apt_packages.txt',
      ],
    });
  });

  it('is none where the build takes none, there is no list, or a stand-in has other archives', () => {
    const geo = owner('geo');
    const count = (source: LockOwner, of = line) =>
      apt.readLocks({ ...source, line: of }, createReader()).length;
    expect(count(geo)).toBe(1);
    expect(count({ ...geo, takesLock: () => false })).toBe(0);
    expect(count(geo, findRuntime(builtInRuntimes, '16.4-LTS'))).toBe(0);
    folder.remove('geo/apt_packages.txt');
    expect(count(geo)).toBe(0);
  });

  it('takes another list along, of its own or of a flavour that it is built with', () => {
    folder.write(
      'geo/apt_packages.txt',
      '-r more/x\n-r brickyard/r/apt_packages.txt\n-r brickyard/q/x\n',
    );
    folder.write('geo/more/x', '-r ../apt_packages.txt\ntree\n');
    folder.write('r/apt_packages.txt', '--source r\nr-base\n');
    const buildArgs = {
      R_APT_SOURCE: 'https://r/ x/',
      R_APT_KEY: 'https://k',
      R_APT_FINGERPRINT: 'F',
    };
    const lock = read({ parents: [owner('r')], buildArgs });
    expect(lock.included).toEqual([
      { path: 'brickyard/r/apt_packages.txt', text: '--source r\nr-base\n' },
    ]);
    expect(lock.lists[0]?.requests.map(({ place }) => place.file)).toEqual([
      'packages/geo/more/x',
      'packages/r/apt_packages.txt',
      'packages/r/apt_packages.txt',
    ]);
    expect(lock.archives).toEqual([
      {
        name: 'r',
        source: 'https://r/ x/',
        key: 'https://k',
        fingerprint: 'F',
      },
    ]);
    expect(lock.problems).toEqual([
      {
        place: { file: 'packages/geo/apt_packages.txt', line: 3 },
        message: expect.stringContaining(
          'there is no such list in packages/geo',
        ) as string,
      },
    ]);
    expect(lock.ancestors).toMatchObject([{ isBase: false }]);
  });

  it('of a library rests on what its first stage starts from', () => {
    folder.write('r/apt_packages.txt', 'r-base\n');
    folder.write(`r/${path}`, row('r-base=4'));
    const parents = [owner('toolbox'), owner('r')];
    folder.write('toolbox/x', '');
    const dockerfile = 'FROM brickyard/r AS build\nFROM scratch\n';
    const { ancestors } = read({ dockerfile, parents });
    expect(ancestors.map(({ flavour }) => flavour.name)).toEqual(['r']);
  });
});

describe('the inputs of a lock of apt packages', () => {
  it('are what lists ask for, whatever their comments and spacing', () => {
    const before = digest();
    folder.write('geo/apt_packages.txt', '# c\n\n  acl # d\r\n');
    expect(digest()).toBe(before);
    folder.write('geo/apt_packages.txt', 'acl=2*\n');
    expect(digest()).not.toBe(before);
  });

  it('are values of the line that a list names, and its archives', () => {
    folder.write('geo/apt_packages.txt', '--source r\nr-base=${R}\n');
    const before = digest({ buildArgs: { R: '4', OTHER: '1' } });
    expect(digest({ buildArgs: { R: '4', OTHER: '2' } })).toBe(before);
    expect(digest({ buildArgs: { R: '5', OTHER: '1' } })).not.toBe(before);
    expect(digest({ buildArgs: { R: '4', R_APT_SOURCE: 'x' } })).not.toBe(
      before,
    );
  });

  it('are what the images below have, and not what their stages have', () => {
    folder.write('r/apt_packages.txt', 'r-base\n');
    folder.write(`r/${path}`, row('r-base=4'));
    const base = owner('r');
    const before = digest({ base });
    folder.write(
      `r/${path}`,
      row('r-base=4') + row('gcc=1', 'build_apt_packages.txt'),
    );
    expect(digest({ base })).toBe(before);
    folder.write(`r/${path}`, row('r-base=5'));
    expect(digest({ base })).not.toBe(before);
  });

  it('are named where the lock lacks what they ask for', () => {
    folder.write('geo/apt_packages.txt', 'acl=2.3.*\nbash\nnew\ntds=1.3.*\n');
    folder.write('r/apt_packages.txt', 'bash\n');
    folder.write(`r/${path}`, row('bash=5'));
    const lock = read({ base: owner('r') });
    const text = row('acl=2.3.1-3') + row('tds=1.4');
    expect(apt.listMovedInputs(lock, text)).toEqual([
      'packages/geo/apt_packages.txt:3',
      'packages/geo/apt_packages.txt:4',
    ]);
  });

  it('are not lacking where another package provides what they ask for', () => {
    folder.write('geo/apt_packages.txt', 'libuv1=1.4*\nacl\n');
    const provided = '# libuv1 is provided by libuv1t64\n';
    const text = `${provided}${row('acl=2')}${row('libuv1t64=1.44')}`;
    expect(apt.listMovedInputs(read(), text)).toEqual([]);
    const older = text.replace('=1.44', '=1.5');
    expect(apt.listMovedInputs(read(), older)).toEqual([
      'packages/geo/apt_packages.txt:1',
    ]);
  });
});

describe('what a stage gets to lock apt packages', () => {
  const files = (relations: Relations, upgrade = false) =>
    Object.fromEntries(
      aptStage
        .renderFiles([read(relations)], { upgrade })
        .map((file) => [file.path, file.content]),
    );

  it('is the variables, the archives, and locks of the images below, lowest first', () => {
    folder.write('geo/apt_packages.txt', '--source r\nacl\n');
    for (const name of ['minimal', 'r']) {
      folder.write(`${name}/apt_packages.txt`, 'x1\n');
      folder.write(`${name}/${path}`, row(`${name}=1`));
    }
    const buildArgs = {
      R_APT_SOURCE: 'https://r/ x/',
      R_APT_KEY: 'https://k',
      R_APT_FINGERPRINT: 'F',
      Q: "it's",
    };
    const base = owner('r', { base: owner('minimal') });
    expect(files({ base, buildArgs })).toEqual({
      '.brickyard/lock/apt/settings.sh': expect.stringContaining(
        String.raw`Q='it'\''s'`,
      ) as string,
      '.brickyard/lock/apt/sources.txt': 'r https://k F https://r/ x/\n',
      '.brickyard/lock/apt/parents/1-minimal': row('minimal=1'),
      '.brickyard/lock/apt/parents/2-r': row('r=1'),
    });
  });

  it('is the lock of before, unless the newest versions are wanted', () => {
    folder.write(`geo/${path}`, row('acl=1'));
    const seed = '.brickyard/lock/apt/seed.txt';
    expect(files({})[seed]).toBe(row('acl=1'));
    expect(files({}, true)[seed]).toBeUndefined();
  });
});

describe('why apt packages could not be locked', () => {
  const explain = (...printed: string[]) =>
    aptStage.explainFailure([read()], printed, new Error('step'));

  it('is what the script says, with lists as the repository calls them', () => {
    const said = explain(
      'Reading package lists',
      'lock-apt: apt_packages.txt:2: no archive of this line has a package foo',
      'lock-apt: needs a=1, and r has 0; asked for: b (build_apt_packages.txt:3)',
    );
    expect([said?.code, said?.message]).toEqual([
      'LOCK_CONFLICT',
      [
        'the apt packages of geo cannot be locked for 17.3-LTS:',
        '  packages/geo/apt_packages.txt:2: no archive of this line has a package foo',
        '  needs a=1, and r has 0; asked for: b (packages/geo/build_apt_packages.txt:3)',
      ].join('\n'),
    ]);
    expect(said?.problems.map(({ place }) => renderPlace(place))).toEqual([
      'packages/geo/apt_packages.txt:2',
      'packages/geo/build_apt_packages.txt:3',
    ]);
  });

  it('has the lines that ask for what apt names', () => {
    folder.write('geo/apt_packages.txt', 'tree\nacl=2.*\n');
    const said = explain(
      'lock-apt: apt finds no versions that go together:',
      'lock-apt:  acl : Depends: libacl1 (= 2.3.1-3) but 2.3.2-2 is to be installed',
    );
    const place = { file: 'packages/geo/apt_packages.txt', line: 2 };
    expect(said?.problems).toEqual([{ place, message: 'asks for acl' }]);
    expect(said?.message.split('\n').at(-1)).toBe(
      '  packages/geo/apt_packages.txt:2: asks for acl',
    );
  });

  it('may be an archive that does not answer, or nothing that the script knows', () => {
    const said = explain(
      'lock-apt: the package lists could not be read:',
      'lock-apt: E: x',
    );
    expect([said?.code, said?.hint]).toEqual([
      'LOCK_FAILED',
      'an archive does not answer: check the network, or mirrors.apt of the profile',
    ]);
    expect(explain('E: something else')).toBeUndefined();
  });
});
