import { Readable } from 'node:stream';

import { pack } from 'tar-stream';

import { packFiles } from '../testing/contract-request';
import { readArchive } from './read-archive';

describe('readArchive', () => {
  it('reads the texts of files, by path', async () => {
    const files = await readArchive(packFiles({ './a': 'grün\n', 'b/c': '' }));
    expect(Object.fromEntries(files)).toEqual({ a: 'grün\n', 'b/c': '' });
  });

  it('reads no link and no folder', async () => {
    const tar = pack();
    tar.entry({ name: 'folder', type: 'directory' });
    tar.entry({ name: 'link', type: 'symlink', linkname: '/etc/passwd' });
    tar.finalize();
    expect(await readArchive(Readable.from(tar))).toEqual(new Map());
  });

  it('stops at 64 MiB', async () => {
    let sent = 0;
    const pieces = (function* () {
      for (; sent < 70; sent++) yield Buffer.alloc(1024 * 1024);
    })();
    const read = readArchive(Readable.from(pieces));
    await expect(read).rejects.toMatchObject({
      code: 'ENGINE_FAILED',
      message: 'the build hands over more than 64 MiB of files',
    });
    expect(sent).toBeLessThan(70);
  });
});
