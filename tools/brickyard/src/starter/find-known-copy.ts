import { createHash } from 'node:crypto';

import table from './first-starters.json';
import { plainLineEnds } from './line-ends';
import { isLockPath, type StarterFiles } from './starter-file';
import { makeRecord, type StarterRecord } from './starter-record';

/** The version of copies that were made before there were records. */
export const firstVersion = '0.0.0';

const firstStarters: Readonly<
  Record<string, Readonly<Record<string, readonly string[]>>>
> = table;

/** How a copy without a record compares with what starters were. */
export type KnownCopy =
  | { record: StarterRecord }
  /** These files are not as any known version had them. */
  | { edited: readonly string[] };

/**
 * What a folder was copied from, where no record says so: this Brickyard's
 * starter, or one of the time before records, of which `first-starters.json` has
 * each text's git id. Files that are the user's own do not matter. Nobody knows
 * who made the locks, so that they are the user's.
 */
export function findKnownCopy(
  name: string,
  ours: StarterFiles,
  current: { version: string; files: StarterFiles },
): KnownCopy {
  const own = toPlain(ours);
  const isCurrent = [...current.files].every(
    ([path, file]) =>
      isLockPath(path) || own.get(path)?.bytes.equals(file.bytes),
  );
  if (isCurrent)
    return { record: makeRecord(name, current.version, current.files) };
  const known = firstStarters[name] ?? {};
  const edited = [...own].filter(
    ([path, { bytes }]) =>
      path in known && !known[path]?.includes(gitIdOf(bytes)),
  );
  if (edited.length > 0 || !own.has('Dockerfile'))
    return { edited: edited.map(([path]) => path) };
  const files = [...own].filter(([path]) => path in known);
  return { record: makeRecord(name, firstVersion, new Map(files)) };
}

function toPlain(files: StarterFiles): StarterFiles {
  return new Map(
    [...files].map(([path, file]) => [path, plainLineEnds(file, []).file]),
  );
}

/** The first digits of what `git hash-object` prints. */
function gitIdOf(bytes: Buffer): string {
  const hash = createHash('sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes);
  return hash.digest('hex').slice(0, 12);
}
