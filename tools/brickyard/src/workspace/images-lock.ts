import * as v from 'valibot';

import { isBrickyardError, type Problem, problemsError } from '../errors';
import { parseJson } from '../parse-json';
import { parseReference } from '../reference/parse-reference';
import { familiarName } from '../reference/print-reference';
import type { Reference } from '../reference/reference';
import { validate } from '../validate';

export const imagesLockFile = 'images.lock.json';

const digest = v.pipe(
  v.string(),
  v.regex(/^sha256:[0-9a-f]{64}$/, 'is not sha256:<64 hex>'),
);
const lockSchema = v.record(v.string(), digest);

/** External reference, by its `lockName`, → digest: `images.lock.json`. */
export type ImagesLock = Readonly<Record<string, string>>;

/**
 * The one name of a reference in the lock, however a Dockerfile writes it: as
 * docker prints it, always with a tag. `docker.io/library/ubuntu` →
 * `ubuntu:latest`.
 */
export function lockName(reference: Reference): string {
  const { registry, repository, tag = 'latest' } = reference;
  return familiarName({ registry, repository, tag });
}

/**
 * Any way to write a reference is accepted as a name. Throws OPTIONS_INVALID
 * naming every bad entry.
 */
export function parseImagesLock(text: string, file: string): ImagesLock {
  const code = 'OPTIONS_INVALID';
  const entries = validate(lockSchema, parseJson(text, file), { file, code });
  const problems: Problem[] = [];
  const fault = (message: string) =>
    problems.push({ place: { file }, message });
  const lock = new Map<string, string>();
  for (const [written, locked] of Object.entries(entries)) {
    const name = parseName(written, fault);
    if (name === undefined) continue;
    if (lock.has(name)) fault(`${written}: ${name} is listed twice`);
    lock.set(name, locked);
  }
  if (problems.length > 0) throw problemsError(code, problems);
  return Object.fromEntries(lock);
}

/** The text of the file: the same entries always give the same text. */
export function renderImagesLock(lock: ImagesLock): string {
  const names = Object.keys(lock).sort();
  const sorted = Object.fromEntries(names.map((name) => [name, lock[name]]));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

function parseName(
  written: string,
  fault: (message: string) => void,
): string | undefined {
  try {
    const reference = parseReference(written);
    if (reference.digest === undefined) return lockName(reference);
    fault(`${written}: has a digest of its own`);
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    fault(error.message);
  }
  return undefined;
}
