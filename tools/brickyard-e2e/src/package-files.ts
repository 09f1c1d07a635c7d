import { createHash } from 'node:crypto';
import { crc32, gzipSync } from 'node:zlib';

import { pack } from 'tar-stream';

import type { PackageFile } from './package-index';

/** A Python package with one module, whose `VERSION` and `ORIGIN` tell which file it is from. */
export interface PackageContent {
  name: string;
  version: string;
  /** `Requires-Dist` */
  requires?: readonly string[];
  origin?: string;
  /** Beside the module: path below `site-packages` → text. */
  files?: Readonly<Record<string, string>>;
}

/** https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
export function makeWheel(content: PackageContent): PackageFile {
  const { name, version, files: more } = content;
  const folder = `${name}-${version}.dist-info`;
  const files = {
    ...more,
    [`${name}/__init__.py`]: renderModule(content),
    [`${folder}/METADATA`]: renderMetadata(content),
    [`${folder}/WHEEL`]:
      'Wheel-Version: 1.0\nGenerator: e2e\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  };
  const record = `${folder}/RECORD`;
  const rows = Object.entries(files).map(([path, text]) => {
    const hash = createHash('sha256').update(text).digest('base64url');
    return `${path},sha256=${hash},${Buffer.byteLength(text)}\n`;
  });
  return {
    name: `${name}-${version}-py3-none-any.whl`,
    bytes: zip({ ...files, [record]: `${rows.join('')}${record},,\n` }),
  };
}

/** A source archive that setuptools builds. */
export async function makeSource(
  content: PackageContent,
): Promise<PackageFile> {
  const { name, version } = content;
  const root = `${name}-${version}`;
  const archive = pack();
  const files = {
    'PKG-INFO': renderMetadata(content),
    'pyproject.toml': `[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n[project]\nname = "${name}"\nversion = "${version}"\n[tool.setuptools]\npackages = ["${name}"]\n`,
    [`${name}/__init__.py`]: renderModule(content),
  };
  for (const [path, text] of Object.entries(files))
    archive.entry({ name: `${root}/${path}`, mtime: new Date(0) }, text);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return { name: `${root}.tar.gz`, bytes: gzipSync(Buffer.concat(chunks)) };
}

function renderModule({ version, origin = '' }: PackageContent): string {
  return `VERSION = "${version}"\nORIGIN = "${origin}"\n`;
}

function renderMetadata(content: PackageContent): string {
  const { name, version, requires = [] } = content;
  const rows = requires.map((each) => `Requires-Dist: ${each}\n`);
  return `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n${rows.join('')}`;
}

/** Stored, not compressed. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
function zip(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, data] = [Buffer.from(path), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    // A day that the format can say: 1980-01-01.
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      common,
      name,
      data,
    ]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(0o644 << 16, 6);
    rest.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 3]);
    entries.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), made, common, rest, name]),
    );
    parts.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}
