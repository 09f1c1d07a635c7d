import { createHash } from 'node:crypto';

/** A file of an unpacked archive, without the archive's own top folder. */
export interface TreeFile {
  /** `R/version.R` */
  path: string;
  /** As git has it: `120000` is a link, whose content is its target. */
  mode: '100644' | '100755' | '120000';
  /** Hex. */
  sha256: string;
}

/**
 * `<mode> <sha256> <path>` and a NUL for each file, sorted by the bytes of the
 * paths, hashed as one text. Neither times nor owners nor folders count, nor how
 * the archive was packed. `r-packages/hash-tree` in packages/toolbox does the same.
 */
export function hashTree(files: readonly TreeFile[]): string {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const sorted = [...byPath.values()].sort((a, b) =>
    Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)),
  );
  const hash = createHash('sha256');
  for (const { mode, sha256, path } of sorted)
    hash.update(`${mode} ${sha256} ${path}\0`);
  return hash.digest('hex');
}
