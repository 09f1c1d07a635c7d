import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { findUnmatched } from './find-unmatched';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'brickyard-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function find(source: string, files: readonly string[], ignored = '') {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  const ignore = { file: '.dockerignore', text: ignored };
  const uses = [{ kind: 'copy' as const, sources: [source], line: 3 }];
  return findUnmatched({ folder, uses, ignore });
}

describe('findUnmatched', () => {
  it.each([
    ['data[1].csv', ['data[1].csv'], ''],
    ['*.whl', ['dist/a.whl'], ''],
    ['dist/*.whl', ['dist/a.txt'], ''],
    ['*/x', ['a/y'], ''],
    ['*.md', ['a.md'], '*.md'],
  ])('finds %s', (source, files, ignored) => {
    expect(find(source, files, ignored)).toEqual([{ source, line: 3 }]);
  });

  it.each([
    ['data[[]1].csv', ['data[1].csv'], ''],
    ['data[1].csv', ['data1.csv'], ''],
    ['*', ['a'], ''],
    ['d*/a.*', ['dist/a.whl'], ''],
    ['a', [], ''],
    ['wheels*/', [], ''],
    ['locks/17.3-LTS.apt.txt*', [], ''],
    ['locks/17.3-LTS.r.tx[t]', [], ''],
    ['.brickyard/*.txt', [], ''],
    ['.brickyard*/ca-certificates/*.crt', [], ''],
    ['*.md', ['a.md', 'b.md'], '*.md\n!b.md'],
  ])('finds a match for %s', (source, files, ignored) => {
    expect(find(source, files, ignored)).toEqual([]);
  });
});
