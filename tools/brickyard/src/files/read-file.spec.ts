import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

import { TestFolder } from '../testing/test-folder';
import {
  findTextFile,
  listAnyFolder,
  listFolder,
  readTextFile,
} from './read-file';

const request = {
  name: 'settings.json',
  code: 'OPTIONS_INVALID',
  hint: 'write it',
} as const;

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
  folder.write('text', 'hello');
  mkdirSync(folder.path('folder'));
  folder.link('link', 'text');
  folder.link('loop', 'loop');
  folder.link('dangling', 'gone');
  execFileSync('mkfifo', [folder.path('pipe')]);
  folder.link('link-to-pipe', 'pipe');
});
afterEach(() => folder.close());

const FAULTS = [
  ['folder', 'is a folder, not a file'],
  ['pipe', 'is a pipe, not a file'],
  ['link-to-pipe', 'is a pipe, not a file'],
  ['loop', 'is a link that leads back to itself'],
  ['dangling', 'is a link to gone, which does not exist'],
] as const;

describe('readTextFile', () => {
  it.each(['text', 'link'])('reads %s', (name) => {
    expect(readTextFile(folder.path(name), request)).toBe('hello');
  });

  it.each<readonly [string, string]>([
    ...FAULTS,
    ['none', 'does not exist'],
    ['text/none', 'does not exist: a part of its path is a file, not a folder'],
  ])('says of %s that it %s', (name, reason) => {
    const { code, hint } = request;
    expect(() => readTextFile(folder.path(name), request)).toThrow(
      expect.objectContaining({
        code,
        hint,
        message: `settings.json: ${reason}`,
      }) as Error,
    );
  });

  it('reads what a shell hands over as a pipe', () => {
    const script = `require('./register.cjs');
      const { readTextFile } = require('./src/files/read-file');
      console.log(readTextFile(process.argv[1], { name: 'x', code: 'OPTIONS_INVALID' }));`;
    const command = `node -e "$SCRIPT" <(echo from a command)`;
    const output = execFileSync('bash', ['-c', command], {
      env: { ...process.env, SCRIPT: script },
      encoding: 'utf8',
    });
    expect(output).toBe('from a command\n\n');
  });
});

describe('findTextFile', () => {
  it.each(['none', 'text/none'])('finds nothing at %s', (name) => {
    expect(findTextFile(folder.path(name), request)).toBeUndefined();
  });

  it.each(FAULTS)('says of %s that it %s', (name, reason) => {
    expect(() => findTextFile(folder.path(name), request)).toThrow(reason);
  });
});

describe('listFolder', () => {
  it('sorts the names', () => {
    folder.write('folder/b', '');
    folder.write('folder/a', '');
    expect(listFolder(folder.path('folder'), request)).toEqual(['a', 'b']);
  });

  it.each([
    ['text', 'is a file, not a folder'],
    ['loop', 'is a link that leads back to itself'],
    ['dangling', 'is a link to gone, which does not exist'],
  ])('says of %s that it %s', (name, reason) => {
    for (const list of [listFolder, listAnyFolder])
      expect(() => list(folder.path(name), request)).toThrow(reason);
  });

  it('finds nothing in a folder that is not there, where none has to be', () => {
    const path = folder.path('none');
    expect(listAnyFolder(path, request)).toEqual([]);
    expect(() => listFolder(path, request)).toThrow('does not exist');
  });
});
