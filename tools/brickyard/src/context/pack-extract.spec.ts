import fs from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { extract } from 'tar-fs';

import { TestFolder } from '../testing/test-folder';
import { packContext } from './pack';
import { readContext } from './read-context';

let from: TestFolder;
let to: TestFolder;

beforeEach(() => {
  from = new TestFolder();
  to = new TestFolder();
});

afterEach(() => {
  from.close();
  to.close();
});

/** Our tar through somebody else's reader. */
async function copy(): Promise<void> {
  const uses = [{ kind: 'copy' as const, sources: ['.'], line: 1 }];
  const name = 'packages/x';
  const entries = await readContext({ folder: from.root, name, uses });
  const dockerfile = 'FROM scratch\n';
  const tar = packContext({ folder: from.root, name, entries, dockerfile });
  await pipeline(tar, extract(to.root));
}

const long = `${'folder/'.repeat(40)}${'n'.repeat(120)}.txt`;

describe('packContext, unpacked by tar-fs', () => {
  it.each([
    ['a file', 'requirements.txt', 'pandas\n'],
    ['an empty file', 'a/empty', ''],
    ['a name that is not ASCII', 'données/größe €.txt', 'x'],
    ['a name of more than 255 bytes', long, 'deep'],
    ['a file of exactly one block', 'block', 'b'.repeat(512)],
    ['a file larger than one chunk', 'large', 'l'.repeat(2_500_001)],
  ])('gives %s back', async (_what, path, text) => {
    from.write(path, text);
    await copy();
    expect(fs.readFileSync(join(to.root, path), 'utf8')).toBe(text);
  });

  it('gives modes, times and links back', async () => {
    from.write('bin/run', '#!/bin/sh\n', 0o700);
    from.write('data', 'x', 0o640);
    from.link('bin/link', `../${'d'.repeat(130)}`);
    await copy();
    const modeOf = (path: string) =>
      fs.statSync(join(to.root, path)).mode & 0o777;
    expect([modeOf('bin/run'), modeOf('data')]).toEqual([0o755, 0o644]);
    expect(fs.statSync(join(to.root, 'data')).mtime).toEqual(
      new Date('1980-01-01'),
    );
    expect(fs.readlinkSync(join(to.root, 'bin/link'))).toBe(
      `../${'d'.repeat(130)}`,
    );
  });
});
