import { posix } from 'node:path';

import * as v from 'valibot';

import { BrickyardError, problemsError } from '../errors';
import { parseJson } from '../parse-json';
import { validate } from '../validate';
import { findConflictMarks } from './find-conflict-marks';
import {
  digestContent,
  findText,
  isLockPath,
  type StarterFiles,
} from './starter-file';

/** Where records are, relative to the workspace. */
export const recordFolder = '.brickyard/starters';

/** A file as the starter had it. Without a text it is compared, and not merged. */
export interface BaseFile {
  digest: string;
  text?: string;
  isExecutable: boolean;
}

/** What a flavour's folder was copied from: the base of the next merge. */
export interface StarterRecord {
  /** `python` */
  starter: string;
  /** Of Brickyard: `0.1.0`. */
  version: string;
  files: ReadonlyMap<string, BaseFile>;
}

const FORMAT = 1;
const WIDTH = 80;
const ABOUT = (folder: string) =>
  `What packages/${folder} was copied from, for npx nx g brickyard:upgrade. Commit it; do not edit it.`;

const digest = v.pipe(
  v.string(),
  v.regex(/^sha256:[0-9a-f]{64}$/, 'is not sha256:<64 hex>'),
);
const path = v.pipe(
  v.string(),
  v.check(
    (text) =>
      posix.normalize(text) === text && !/^(?:\.\.)?\/|^\.{0,2}$/.test(text),
    'is no path of a file in the folder',
  ),
);
const schema = v.object({
  format: v.literal(FORMAT),
  starter: v.string(),
  version: v.string(),
  executable: v.array(path),
  digests: v.record(path, digest),
  texts: v.record(path, v.array(v.string())),
});

/** `.brickyard/starters/python.json` */
export function starterRecordPath(folder: string): string {
  return `${recordFolder}/${folder}.json`;
}

export function makeRecord(
  starter: string,
  version: string,
  files: StarterFiles,
): StarterRecord {
  const base = [...files].map(([path, { bytes, isExecutable }]) => {
    const text = isLockPath(path) ? undefined : findText(bytes);
    return [
      path,
      { digest: digestContent(bytes), text, isExecutable },
    ] as const;
  });
  return { starter, version, files: new Map(base) };
}

/** The same record always gives the same text, as Prettier writes it. */
export function renderRecord(folder: string, record: StarterRecord): string {
  const files = [...record.files].sort(([a], [b]) => (a < b ? -1 : 1));
  const named = <T>(find: (file: BaseFile) => T | undefined) =>
    Object.fromEntries(
      files.flatMap(([path, file]) => {
        const value = find(file);
        return value === undefined ? [] : [[path, value]];
      }),
    );
  return `${renderValue({
    about: ABOUT(folder),
    format: FORMAT,
    starter: record.starter,
    version: record.version,
    executable: Object.keys(named((file) => file.isExecutable || undefined)),
    digests: named(({ text, digest }) =>
      text === undefined ? digest : undefined,
    ),
    texts: named(({ text }) => text?.split('\n')),
  })}\n`;
}

/** A line of a text is a line here, so that git shows what changed. */
function renderValue(value: unknown, indent = '', taken = 0): string {
  if (!(value instanceof Object)) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (!Array.isArray(value)) {
    const entries = Object.entries(value).map(([key, part]) => {
      const start = `${inner}${JSON.stringify(key)}: `;
      return `${start}${renderValue(part, inner, start.length + 1)}`;
    });
    return entries.length === 0
      ? '{}'
      : `{\n${entries.join(',\n')}\n${indent}}`;
  }
  const parts = value.map((part) => JSON.stringify(part));
  const line = `[${parts.join(', ')}]`;
  if (taken + line.length <= WIDTH) return line;
  return `[\n${parts.map((part) => inner + part).join(',\n')}\n${indent}]`;
}

/** Throws STARTER_RECORD_INVALID. */
export function parseRecord(text: string, file: string): StarterRecord {
  const code = 'STARTER_RECORD_INVALID';
  refuseConflicts(text, file);
  const value = parseJson(text, file, code);
  refuseNewerFormat(value, file);
  const hint = `git checkout <commit> -- ${file} takes the file of an earlier commit back`;
  const read = validate(schema, value, { file, code, hint });
  const executable = new Set(read.executable);
  const texts = Object.entries(read.texts).map(([path, lines]) => {
    const own = lines.join('\n');
    return [path, { text: own, digest: digestContent(own) }] as const;
  });
  const digests = Object.entries(read.digests).map(
    ([path, found]) => [path, { digest: found }] as const,
  );
  const files = [...texts, ...digests].map(
    ([path, base]) =>
      [path, { ...base, isExecutable: executable.has(path) }] as const,
  );
  return {
    starter: read.starter,
    version: read.version,
    files: new Map(files),
  };
}

/** Two branches that were both upgraded leave git's marks. */
function refuseConflicts(text: string, file: string): void {
  const problems = findConflictMarks(text).map(({ start: line }) => ({
    place: { file, line },
    message: 'has a conflict of a merge',
  }));
  if (problems.length === 0) return;
  throw problemsError(
    'STARTER_RECORD_INVALID',
    problems,
    `take it whole from the side with the newer Brickyard: git checkout --ours -- ${file}, or --theirs; then upgrade again`,
  );
}

function refuseNewerFormat(value: unknown, file: string): void {
  const { format, version } = (value ?? {}) as Record<string, unknown>;
  if (typeof format !== 'number' || format <= FORMAT) return;
  throw new BrickyardError(
    'STARTER_RECORD_INVALID',
    `${file}: was written by a newer Brickyard${typeof version === 'string' ? `, for starters of ${version}` : ''}`,
    { hint: 'install that Brickyard, or a newer one' },
  );
}
