import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { listCopied } from './list-copied';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'brickyard-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function list(source: string, ignored = '', kind: 'copy' | 'mount' = 'copy') {
  for (const file of ['a.sh', 'keys/id_rsa', 'keys/x/b.pem', 'z']) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  const ignore = { file: '.dockerignore', text: ignored };
  const uses = [{ kind, sources: [source], line: 3 }];
  return listCopied({ folder, uses, ignore }).map(({ path }) => path);
}

describe('listCopied', () => {
  it.each([
    ['.', '', ['a.sh', 'keys/id_rsa', 'keys/x/b.pem', 'z']],
    ['.', 'keys', ['a.sh', 'z']],
    ['.', 'keys\n!keys/x', ['a.sh', 'keys/x/b.pem', 'z']],
    ['keys', '', ['keys/id_rsa', 'keys/x/b.pem']],
    ['keys/', 'keys/id_*', ['keys/x/b.pem']],
    ['*/id_rsa', '', ['keys/id_rsa']],
    ['none', '', []],
  ])('takes %s without %j', (source, ignored, paths) => {
    expect(list(source, ignored).sort()).toEqual(paths);
  });

  it('takes what a mount names, and says the line', () => {
    expect(list('keys', '', 'mount')).toHaveLength(2);
    expect(list('*', '', 'mount')).toEqual([]);
    const uses = [{ kind: 'add' as const, sources: ['z'], line: 7 }];
    expect(listCopied({ folder, uses })).toEqual([
      { kind: 'add', path: 'z', line: 7 },
    ]);
  });
});
