import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { findKnownCopy } from './find-known-copy';
import table from './first-starters.json';
import type { StarterFiles } from './starter-file';

/** Starters of a version that has nothing in common with them. */
const other = { version: '0.9.0', files: new Map() as StarterFiles };
other.files = new Map([
  ['Dockerfile', { bytes: Buffer.from('FROM x\n'), isExecutable: false }],
]);
const change = (files: StarterFiles, path: string, text: string) =>
  new Map([
    ...files,
    [path, { bytes: Buffer.from(text), isExecutable: false }],
  ]) as StarterFiles;

/** Texts of minimal as they were before records. */
const first: StarterFiles = new Map(
  ['Dockerfile', 'package.json'].map((path) => {
    const bytes = readFileSync(join(__dirname, `__fixtures__/minimal.${path}`));
    return [path, { bytes, isExecutable: false }] as const;
  }),
);

describe('findKnownCopy', () => {
  it('knows texts by the ids of git', () => {
    for (const [path, { bytes }] of first) {
      const words = ['hash-object', '--stdin'];
      const id = execFileSync('git', words, { input: bytes }).toString();
      const known = table.minimal[path as 'Dockerfile'];
      expect(known).toContain(id.slice(0, 12));
    }
  });

  it('takes a copy of this Brickyard for such, whatever its locks', () => {
    const files = change(other.files, 'locks/17.3-LTS.txt', 'theirs\n');
    const ours = change(files, 'locks/17.3-LTS.txt', 'mine\n');
    const found = findKnownCopy('x', change(ours, 'mine', 'x'), {
      ...other,
      files,
    });
    expect(found).toMatchObject({ record: { version: '0.9.0' } });
    expect('record' in found && [...found.record.files.keys()]).toEqual([
      'Dockerfile',
      'locks/17.3-LTS.txt',
    ]);
  });

  it('recognises a copy of the time before records, without its locks', () => {
    const text = first.get('package.json')?.bytes.toString() ?? '';
    const ours = [
      ['locks/17.3-LTS.apt.txt', 'mine\n'],
      ['own', 'mine\n'],
      ['package.json', text.replaceAll('\n', '\r\n')],
    ].reduce((files, [path = '', own = '']) => change(files, path, own), first);
    const found = findKnownCopy('minimal', ours, other);
    expect(found).toMatchObject({
      record: { starter: 'minimal', version: '0.0.0' },
    });
    const files = 'record' in found ? [...found.record.files.keys()] : [];
    expect(files.sort()).toEqual(['Dockerfile', 'package.json']);
  });

  it('names the files that no version had', () => {
    const ours = change(first, 'Dockerfile', 'FROM mine\n');
    expect(findKnownCopy('minimal', ours, other)).toEqual({
      edited: ['Dockerfile'],
    });
  });

  it('knows nothing of a folder without one of these files', () => {
    const ours = change(new Map(), 'x', 'x');
    expect(findKnownCopy('minimal', ours, other)).toEqual({ edited: [] });
  });
});
