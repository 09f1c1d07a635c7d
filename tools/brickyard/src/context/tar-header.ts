/** The header of one tar entry. */
export interface TarEntry {
  path: string;
  type: 'file' | 'folder' | 'link';
  mode: number;
  /** Bytes of the content that follows. */
  size: number;
  /** Where a link leads. */
  target?: string;
}

export const blockSize = 512;
const types = { file: '0', link: '2', folder: '5', pax: 'x' } as const;
/** 1980-01-01: the earliest time that a zip file, so a Python wheel, can hold. */
const fixedTime = 315532800;
/** The limit of eleven octal digits: 8 GiB. */
const mostOctal = 0o77777777777;
const magic = 'ustar\x0000';
/** Where a field is, and its length: ustar of POSIX. */
const fields = {
  path: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  target: [157, 100],
  magic: [257, 8],
} as const;

/**
 * The blocks before an entry's content. Owner and time are the same for all.
 * What ustar's fields cannot hold goes into a pax record ahead of it:
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
export function renderTarHeader(entry: TarEntry): Buffer {
  const { path, type, mode, size, target = '' } = entry;
  const header = renderBlock({
    name: path,
    type: types[type],
    mode,
    size,
    target,
  });
  const long: [string, string][] = [];
  if (!fitsName(path)) long.push(['path', path]);
  if (!fitsName(target)) long.push(['linkpath', target]);
  if (size > mostOctal) long.push(['size', String(size)]);
  return long.length === 0 ? header : Buffer.concat([renderPax(long), header]);
}

/** How many zeros follow the content, up to the next block. */
export function paddingOf(size: number): number {
  return (blockSize - (size % blockSize)) % blockSize;
}

function fitsName(text: string): boolean {
  // Readers agree only on ASCII.
  return text.length <= fields.path[1] && /^[\x20-\x7e]*$/.test(text);
}

interface Block {
  name: string;
  type: string;
  mode: number;
  size: number;
  target: string;
}

/** A name that is too long is cut here: the pax record before it has all of it. */
function renderBlock({ name, type, mode, size, target }: Block): Buffer {
  const block = Buffer.from(template);
  block.write(name, ...fields.path);
  writeOctal(block, fields.mode, mode);
  writeOctal(block, fields.size, Math.min(size, mostOctal));
  block.write(type, ...fields.type);
  block.write(target, ...fields.target);
  writeOctal(block, fields.checksum, checksumOf(block));
  return block;
}

/** What all headers have in common. */
const template = Buffer.alloc(blockSize);
writeOctal(template, fields.uid, 0);
writeOctal(template, fields.gid, 0);
writeOctal(template, fields.mtime, fixedTime);
template.write(magic, ...fields.magic);

function writeOctal(
  block: Buffer,
  [at, length]: readonly [number, number],
  value: number,
): void {
  block.write(value.toString(8).padStart(length - 1, '0'), at);
}

/** The sum of all bytes, its own field as spaces. */
function checksumOf(block: Buffer): number {
  // Most of a header is empty, and there is one for every file.
  const isLink = block[fields.target[0]] !== 0;
  const end = isLink ? fields.magic[0] : fields.target[0];
  let sum = fields.checksum[1] * 0x20 + magicSum;
  for (let at = 0; at < end; at++) sum += block[at] ?? 0;
  return sum;
}

const magicSum = Buffer.from(magic).reduce((sum, byte) => sum + byte, 0);

function renderPax(records: readonly [string, string][]): Buffer {
  const content = Buffer.from(records.map(renderRecord).join(''));
  const { length: size } = content;
  return Buffer.concat([
    renderBlock({
      name: 'pax',
      type: types.pax,
      mode: 0o644,
      size,
      target: '',
    }),
    content,
    Buffer.alloc(paddingOf(size)),
  ]);
}

/** `27 path=…`: the number counts the whole line, including itself. */
function renderRecord([key, value]: [string, string]): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}
