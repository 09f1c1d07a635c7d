import type { FileChange } from './file-change';
import { mergeFile, type MergeTexts, type OddFile } from './merge-file';
import type { StarterFile, StarterFiles } from './starter-file';
import { makeRecord, type StarterRecord } from './starter-record';

/** A copy of a starter, and all that its upgrade needs. */
export interface Copy {
  /** Its folder in `packages`. */
  folder: string;
  base: CopyBase;
  /** Of the paths that base or starter have. */
  ours: ReadonlyMap<string, StarterFile | OddFile>;
  theirs: StarterFiles;
  /** The record as its file is now. */
  recorded?: StarterRecord;
}

/** A folder that somebody named has no version. */
export type CopyBase = Omit<StarterRecord, 'version'> & { version?: string };

/** What the upgrade of one copy does. */
export interface CopyUpgrade {
  folder: string;
  starter: string;
  /** `undefined`: nobody knows. */
  from: string | undefined;
  to: string;
  changes: readonly FileChange[];
  /** The base of the next upgrade. `undefined`: it is so already. */
  record?: StarterRecord;
  /** The three sides of it. */
  base: CopyBase;
  ours: Copy['ours'];
  theirs: StarterFiles;
}

/** What each file becomes, by path. Asks `mergeTexts` only where both sides changed a text. */
export async function planCopyUpgrade(
  { folder, base, ours, theirs, recorded }: Copy,
  to: string,
  mergeTexts: MergeTexts,
): Promise<CopyUpgrade> {
  const paths = [...new Set([...base.files.keys(), ...theirs.keys()])].sort();
  const changes: FileChange[] = [];
  for (const path of paths) {
    const sides = {
      path,
      base: base.files.get(path),
      ours: ours.get(path),
      theirs: theirs.get(path),
    };
    const change = await mergeFile(sides, mergeTexts);
    if (change !== undefined) changes.push(change);
  }
  const { starter, version: from } = base;
  const record = makeRecord(starter, to, theirs);
  const isRecorded = recorded !== undefined && isSameRecord(recorded, record);
  return {
    ...{ folder, starter, from, to, changes, base, ours, theirs },
    ...(isRecorded ? {} : { record }),
  };
}

function isSameRecord(a: StarterRecord, b: StarterRecord): boolean {
  const { starter, version, files } = a;
  if (starter !== b.starter || version !== b.version) return false;
  if (files.size !== b.files.size) return false;
  return [...files].every(([path, file]) => {
    const other = b.files.get(path);
    return (
      other?.digest === file.digest && other.isExecutable === file.isExecutable
    );
  });
}
