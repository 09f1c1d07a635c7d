import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { extract, type Header } from 'tar-stream';

import type { TreeFile } from './hash-tree';
import { type DcfRecord, parseDcf } from './parse-dcf';

interface Entry {
  header: Header;
  read: () => Promise<Buffer>;
}

/** The DESCRIPTION of `<name>/` in a package's tarball; `undefined` for what is none. */
export async function readDescription(
  archive: Uint8Array,
  name: string,
): Promise<DcfRecord | undefined> {
  let found: DcfRecord | undefined;
  const isRead = await readEntries(archive, async ({ header, read }) => {
    if (header.name.replace(/^\.\//, '') !== `${name}/DESCRIPTION`) return true;
    [found] = parseDcf((await read()).toString('utf8'));
    return false;
  });
  return isRead && found?.['Package'] === name ? found : undefined;
}

export interface Tree {
  files: TreeFile[];
  description?: DcfRecord;
}

/**
 * All of an archive as GitHub makes it, with one folder at its top, and the
 * DESCRIPTION in `folder` below that; `undefined` for what is no such archive.
 */
export async function readTree(
  archive: Uint8Array,
  folder = '',
): Promise<Tree | undefined> {
  const tree: Tree = { files: [] };
  const tops = new Set<string>();
  let isSafe = true;
  const isRead = await readEntries(archive, async ({ header, read }) => {
    const mode = modeOf(header);
    if (mode === undefined) return true;
    const [top = '', ...rest] = header.name.replace(/^\.\//, '').split('/');
    const path = rest.join('/');
    tops.add(top);
    isSafe &&= ![top, ...rest].includes('..');
    const isLink = mode === '120000';
    const content = isLink ? Buffer.from(header.linkname ?? '') : await read();
    const sha256 = createHash('sha256').update(content).digest('hex');
    tree.files.push({ path, mode, sha256 });
    if (path === [folder, 'DESCRIPTION'].filter(Boolean).join('/'))
      [tree.description] = parseDcf(content.toString('utf8'));
    return true;
  });
  return isRead && isSafe && tops.size === 1 ? tree : undefined;
}

function modeOf({ type, mode = 0 }: Header): TreeFile['mode'] | undefined {
  if (type === 'symlink') return '120000';
  if (type !== 'file' && type !== 'contiguous-file') return undefined;
  return (mode & 0o100) === 0 ? '100644' : '100755';
}

/** Until `visit` resolves to false. Whether it is a whole archive as far as that. */
async function readEntries(
  archive: Uint8Array,
  visit: (entry: Entry) => Promise<boolean>,
): Promise<boolean> {
  const tar = extract();
  const source = Readable.from([archive]);
  const unpacked = pipeline(source, createGunzip(), tar).then(
    () => true,
    () => false,
  );
  try {
    for await (const entry of tar) {
      const read = () => readAll(entry as AsyncIterable<Uint8Array>);
      const goesOn = await visit({ header: entry.header, read });
      if (!goesOn) return true;
      entry.resume();
    }
  } catch {
    return false;
  } finally {
    source.destroy();
    tar.destroy();
  }
  return unpacked;
}

async function readAll(entry: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}
