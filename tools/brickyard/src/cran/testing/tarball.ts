import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { pack } from 'tar-stream';

export type TestFile = [name: string, content: string, more?: object];

/** For specs: a packed archive of these files, in this order. */
export async function tarball(files: readonly TestFile[]): Promise<Buffer> {
  const tar = pack();
  for (const [name, content, more] of files)
    tar.entry({ name, ...more }, content);
  tar.finalize();
  return gzipSync(await buffer(tar));
}
