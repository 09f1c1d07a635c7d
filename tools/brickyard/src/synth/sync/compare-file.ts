import type { Problem } from '../../errors';
import type { GeneratedFile } from '../model/generated-file';
import { findRegion } from './region';
import { addStamp, digest, digestFileInputs, readStamp } from './stamp';

/** What `nx sync` should do about one file, and why. */
export type FileState =
  | { kind: 'same' }
  | { kind: 'write'; text: string; problem: Problem }
  | { kind: 'remove'; problem: Problem }
  /** A person edited it, so it stays. */
  | { kind: 'keep'; problem: Problem };

/** `text` is the file as it is now. */
export function compareFile(
  file: GeneratedFile,
  text: string | undefined,
): FileState {
  const current = text?.replaceAll('\r\n', '\n');
  if (file.format === 'markdown') return compareRegion(file, current ?? '');
  if (current !== undefined) return compareText(file, current, 0);
  if (file.body === undefined) return { kind: 'same' };
  const problem = { place: { file: file.path }, message: 'is missing' };
  return { kind: 'write', text: addStamp(file), problem };
}

/** A file without the marks belongs to its owner as a whole. */
function compareRegion(file: GeneratedFile, current: string): FileState {
  const region = findRegion(current);
  if (region === undefined) return { kind: 'same' };
  const { before, text, after } = region;
  const above = before.split('\n').length - 1;
  const state = region.isEmpty
    ? fill(file, above + 1)
    : compareText(file, text, above);
  if (state.kind !== 'write') return state;
  return { ...state, text: before + state.text + after };
}

function fill(file: GeneratedFile, line: number): FileState {
  const place = { file: file.path, line };
  const problem = { place, message: 'has no table yet' };
  return { kind: 'write', text: addStamp(file), problem };
}

/** `above` counts the lines of the file before `current`. */
function compareText(
  file: GeneratedFile,
  current: string,
  above: number,
): FileState {
  const { path, body } = file;
  const stamped = readStamp(current);
  if (stamped === undefined) {
    if (body === undefined) return { kind: 'same' };
    const place = { file: path, line: above + 1 };
    const message = 'exists and was not generated';
    return { kind: 'keep', problem: { place, message } };
  }
  if (stamped.body === body) return { kind: 'same' };
  const difference = firstDifference(body ?? '', stamped.body);
  const line = above + stamped.above + difference.line;
  const place = { file: path, line };
  if (digest(stamped.body, 12) !== stamped.content) {
    const message = `was edited by hand: ${difference.text}`;
    return { kind: 'keep', problem: { place, message } };
  }
  if (body === undefined) {
    const message = 'is not needed any more';
    return { kind: 'remove', problem: { place: { file: path }, message } };
  }
  const message = `is stale, ${listMoved(file, stamped.inputs)}: ${difference.text}`;
  return { kind: 'write', text: addStamp(file), problem: { place, message } };
}

function listMoved(
  { inputs }: GeneratedFile,
  before: Readonly<Record<string, string>>,
): string {
  const moved = Object.entries(digestFileInputs(inputs))
    .filter(([name, hex]) => before[name] !== hex)
    .map(([name]) => name);
  if (moved.length === 0) return 'Brickyard itself changed';
  return `${moved.join(' and ')} changed`;
}

/** The first line of the body that differs, counted from 1. */
function firstDifference(wanted: string, current: string) {
  const want = wanted.split('\n');
  const have = current.split('\n');
  const at = have.findIndex((line, i) => line !== want[i]);
  const i = at < 0 ? have.length : at;
  const text = `${quote(have[i])} should be ${quote(want[i])}`;
  return { line: i + 1, text };
}

function quote(line: string | undefined): string {
  if (line === undefined) return 'the end';
  const text = line.trim();
  return `"${text.length > 72 ? `${text.slice(0, 71)}…` : text}"`;
}
