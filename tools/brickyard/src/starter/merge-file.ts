import type { FileChange } from './file-change';
import { findConflictMarks } from './find-conflict-marks';
import { plainLineEnds } from './line-ends';
import {
  digestContent,
  findText,
  isLockPath,
  type StarterFile,
} from './starter-file';
import type { BaseFile } from './starter-record';

/** A file as three sides have it; `undefined` where one does not. */
export interface FileSides {
  path: string;
  base?: BaseFile;
  ours?: StarterFile | OddFile;
  theirs?: StarterFile;
}

/** What is in a file's place and is none, in words: `is a folder`. */
export interface OddFile {
  odd: string;
}

/** Three texts → the merged one, with git's marks where two edits meet. */
export type MergeTexts = (texts: MergedTexts) => Promise<string>;

export interface MergedTexts {
  base: string;
  ours: string;
  theirs: string;
}

/** As `git merge` decides, but a lock is taken or left, and a file that one side removed is told. */
export async function mergeFile(
  sides: FileSides,
  mergeTexts: MergeTexts,
): Promise<FileChange | undefined> {
  const { path, base, ours, theirs } = sides;
  if (ours !== undefined && 'odd' in ours) return keepOdd(path, ours, sides);
  if (theirs === undefined) return dropFile(path, base, ours);
  if (ours === undefined) return addFile(path, base, theirs);
  return mergeThree({ path, base, ours, theirs }, mergeTexts);
}

function keepOdd(
  path: string,
  { odd }: OddFile,
  { base, theirs }: FileSides,
): FileChange | undefined {
  if (theirs !== undefined && isSame(base, theirs)) return undefined;
  if (theirs === undefined && base === undefined) return undefined;
  return { path, kind: 'unmergeable', because: odd };
}

function dropFile(
  path: string,
  base: BaseFile | undefined,
  ours: StarterFile | undefined,
): FileChange | undefined {
  if (base === undefined || ours === undefined) return undefined;
  const { file } = plainLineEnds(ours, [base.text]);
  if (isSame(base, file)) return { path, kind: 'removed' };
  return { path, kind: 'stays', because: 'dropped' };
}

function addFile(
  path: string,
  base: BaseFile | undefined,
  theirs: StarterFile,
): FileChange | undefined {
  if (base === undefined) return { path, kind: 'added', file: theirs };
  // Whoever removed a lock does not want the line, and it changes often.
  if (isSame(base, theirs) || isLockPath(path)) return undefined;
  return { path, kind: 'stays', because: 'removed-here' };
}

interface ThreeSides {
  path: string;
  base?: BaseFile;
  ours: StarterFile;
  theirs: StarterFile;
}

async function mergeThree(
  sides: ThreeSides,
  mergeTexts: MergeTexts,
): Promise<FileChange | undefined> {
  const { path, base, theirs } = sides;
  const texts = [base?.text, findText(theirs.bytes)];
  const { file: ours, restore } = plainLineEnds(sides.ours, texts);
  const isExecutable = mergeMode(sides);
  const of = (bytes: Buffer) => ({ bytes, isExecutable });
  const is = digestContent(ours.bytes);
  const wanted = digestContent(theirs.bytes);
  if (is === wanted || base?.digest === wanted) {
    if (isExecutable === ours.isExecutable) return undefined;
    return { path, kind: 'taken', file: of(sides.ours.bytes) };
  }
  if (base?.digest === is) {
    const text = findText(theirs.bytes);
    const bytes =
      text === undefined ? theirs.bytes : Buffer.from(restore(text));
    return { path, kind: 'taken', file: of(bytes) };
  }
  if (isLockPath(path)) return { path, kind: 'stays', because: 'own-lock' };
  const [left, right] = [findText(ours.bytes), findText(theirs.bytes)];
  const isText = base === undefined || base.text !== undefined;
  if (left === undefined || right === undefined || !isText)
    return { path, kind: 'unmergeable', because: 'is not text' };
  const request = { base: base?.text ?? '', ours: left, theirs: right };
  const merged = await mergeTexts(request);
  const file = of(Buffer.from(restore(merged)));
  const lines = findConflictMarks(merged);
  return lines.length === 0
    ? { path, kind: 'merged', file }
    : { path, kind: 'conflict', file, lines };
}

/** There are two modes, so two changes of one file are the same. */
function mergeMode({ base, ours, theirs }: ThreeSides): boolean {
  if (base === undefined) return ours.isExecutable || theirs.isExecutable;
  return theirs.isExecutable === base.isExecutable
    ? ours.isExecutable
    : theirs.isExecutable;
}

function isSame(base: BaseFile | undefined, file: StarterFile): boolean {
  return (
    base?.digest === digestContent(file.bytes) &&
    base.isExecutable === file.isExecutable
  );
}
