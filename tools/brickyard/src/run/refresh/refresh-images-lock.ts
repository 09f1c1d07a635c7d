import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type ErrorCode, isReportable, renderError } from '../../errors';
import { findTextFile } from '../../files/read-file';
import type { Reference } from '../../reference/reference';
import {
  imagesLockFile,
  lockName,
  renderImagesLock,
} from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { isLockable } from '../bases/list-externals';
import {
  applyEntries,
  compareWithLock,
  type RefreshEntry,
} from '../bases/refresh-entries';
import type { Services } from '../shell/services';
import { listAllExternals } from './refresh-externals';

export interface RefreshRequest {
  workspace: Workspace;
  /** Names of flavours; all if left out. The entries of all other flavours are kept. */
  flavours?: readonly string[];
  /** Write nothing. */
  check?: boolean;
}

/** An external image whose digest was not found. */
export interface RefreshFailure {
  /** As the lock names it: `ubuntu:24.04`. */
  reference: string;
  code: ErrorCode;
  message: string;
}

export interface RefreshResult {
  entries: RefreshEntry[];
  /** Those whose entries stay, sorted by reference. */
  failures: RefreshFailure[];
  isWritten: boolean;
}

type Places = Pick<Services, 'registry' | 'warn'>;

/**
 * Asks for the digest of every external reference in use, one HEAD each, and
 * writes images.lock.json when that changes it. A registry that does not tell
 * costs a warning; its entry stays.
 */
export async function refreshImagesLock(
  { workspace, flavours, check }: RefreshRequest,
  services: Places,
): Promise<RefreshResult> {
  const { root, lock } = workspace;
  const externals = listAllExternals(workspace, flavours);
  const wanted = new Map(
    externals
      .filter(isLockable)
      .map(({ reference }) => [lockName(reference), reference]),
  );
  const answers = await Promise.all(
    [...wanted].map(async ([name, reference]) => {
      return [name, await lookUp(name, reference, services)] as const;
    }),
  );
  const current = new Map(
    answers.map(([name, answer]) => [
      name,
      typeof answer === 'string' ? answer : undefined,
    ]),
  );
  const failures = answers
    .flatMap(([, answer]) => (typeof answer === 'string' ? [] : [answer]))
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));
  const substituted = new Set(
    externals.flatMap(({ isSubstituted, original }) =>
      isSubstituted && original.digest === undefined
        ? [lockName(original)]
        : [],
    ),
  );
  const isPartial = flavours !== undefined;
  const facts = { lock, current, substituted, isPartial };
  const entries = compareWithLock(facts);
  const text = renderImagesLock(applyEntries(lock, entries));
  return { entries, failures, isWritten: !check && writeLock(root, text) };
}

/** The digest, or why there is none. */
async function lookUp(
  name: string,
  reference: Reference,
  { registry, warn }: Places,
): Promise<string | RefreshFailure> {
  try {
    const tag = reference.tag ?? 'latest';
    const head = await registry.headManifest(reference, tag);
    if (head !== undefined) return head.digest;
    const message = 'is not in its registry';
    warn(`${name}: ${message}`);
    return { reference: name, code: 'BASE_UNRESOLVED', message };
  } catch (error) {
    if (!isReportable(error)) throw error;
    warn(`${name}: its digest could not be looked up: ${renderError(error)}`);
    return { reference: name, code: error.code, message: error.message };
  }
}

/** In one step, so that no other program reads half a file. */
function writeLock(root: string, text: string): boolean {
  const file = join(root, imagesLockFile);
  const request = { name: imagesLockFile, code: 'OPTIONS_INVALID' } as const;
  const before = findTextFile(file, request) ?? renderImagesLock({});
  if (before === text) return false;
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
  return true;
}
