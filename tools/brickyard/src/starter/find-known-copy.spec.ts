import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { readStarterFolder } from '../generators/starters/read-starter';
import { findKnownCopy } from './find-known-copy';
import table from './first-starters.json';
import type { StarterFiles } from './starter-file';

const packages = join(__dirname, '../../../../packages');
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

/** The texts of a starter as they were when records came. */
function firstOf(name: string): StarterFiles {
  const known = table[name as keyof typeof table] as Record<string, string[]>;
  const now = readStarterFolder(join(packages, name));
  return new Map(
    [...now].filter(([path, { bytes }]) => {
      const id = execFileSync('git', ['hash-object', '--stdin'], {
        input: bytes,
      });
      return known[path]?.includes(id.toString().slice(0, 12));
    }),
  );
}

describe('findKnownCopy', () => {
  it.each(Object.keys(table))('knows texts of %s by the ids of git', (name) => {
    expect(firstOf(name).size).toBeGreaterThan(0);
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
    const first = firstOf('minimal');
    const text = first.get('package.json')?.bytes.toString() ?? '';
    const ours = new Map([
      ...first,
      ...change(new Map(), 'locks/a.txt', 'mine\n'),
      ...change(new Map(), 'own', 'mine\n'),
      ...change(new Map(), 'package.json', text.replaceAll('\n', '\r\n')),
    ]);
    // Whatever became of it since, the table has its first text.
    const files = ours.has('Dockerfile')
      ? ours
      : change(ours, 'Dockerfile', '');
    const found = findKnownCopy('minimal', files, other);
    expect(found).toMatchObject(
      first.has('Dockerfile')
        ? { record: { starter: 'minimal', version: '0.0.0' } }
        : { edited: ['Dockerfile'] },
    );
    if ('record' in found)
      expect([...found.record.files.keys()].sort()).toEqual(
        [...first.keys()].sort(),
      );
  });

  it('names the files that no version had', () => {
    const ours = change(firstOf('minimal'), 'Dockerfile', 'FROM mine\n');
    expect(findKnownCopy('minimal', ours, other)).toEqual({
      edited: ['Dockerfile'],
    });
  });

  it('knows nothing of a folder without one of these files', () => {
    const ours = change(new Map(), 'x', 'x');
    expect(findKnownCopy('minimal', ours, other)).toEqual({ edited: [] });
  });
});
