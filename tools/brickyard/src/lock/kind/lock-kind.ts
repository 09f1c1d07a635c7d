import type { BrickyardError, Problem } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { AddedFile } from '../../runtime/context-files';
import type { Lock, LockKindName } from './lock';
import type { LockSource, ReadText } from './lock-owner';

/**
 * All that Brickyard knows about one kind of locks. It reads and computes:
 * how it is resolved is the kind's row in `run/lock/resolver-table.ts` and, where that
 * takes a stage `lock`, in `stage-table.ts`,
 * and which files make it stale is told to Nx by `source-patterns.ts`.
 * `Own` is a lock with what this kind reads for it.
 */
export interface LockKind<Own extends Lock = Lock> {
  /** Also that of the ecosystem that its packages are of. */
  name: LockKindName;
  /** What its locks' paths end with before `.txt`, and ids in messages: `.r`; nothing for Python. */
  extension: string;
  /** A flavour without such a lock installs what it finds that day; no build refuses it. */
  isOptional?: true;
  /**
   * Every lock of this kind that a flavour has, or ought to have, for one line.
   * Only those that its build takes (`source.takesLock`). Throws FLAVOUR_INVALID.
   */
  readLocks(source: LockSource, readText: ReadText): Own[];
  /**
   * `sha256:…` over everything that decides the lock, and over nothing else: a
   * comment or a blank line changes no digest. It is on the third line of the file.
   */
  digestInputs(lock: Own): string;
  /** What it was resolved for, as the second line says it after `# `. */
  describeResolver(lock: Own): string;
  /**
   * What the text on disk no longer agrees with, as far as its packages show it:
   * `packages/geo/requirements.txt:3`, `the lock of python`.
   */
  listMovedInputs(lock: Own, text: string): string[];
  /** What may have changed where no package shows it. */
  listInputs(lock: Own): string[];
  /** What a text installs, in its order. Lines of the header are not among it. */
  listPackages(text: string): LockedPackage[];
}

export interface LockedPackage {
  name: string;
  /** As the ecosystem writes it, or a URL. */
  version: string;
}

/** Work of a stage `lock` for one flavour and line, all locks of the kind at once. */
export interface StageWork<Own extends Lock = Lock> {
  /**
   * Files of the flavour that the work reads, relative to its folder. Where another
   * flavour's stage is used they are put in the place of that flavour's own.
   */
  listSources(locks: readonly Own[]): string[];
  /** Files of images below that the work reads, and where it finds them, below `.brickyard/`. */
  listFromBelow?(locks: readonly Own[]): FilesFromBelow[];
  /** Build secrets that the work needs, and whose `image.ts` says where they are. */
  listSecrets?(locks: readonly Own[]): SecretUse[];
  /** What Brickyard knows and the stage does not, below `.brickyard/`, or in place of one of `listSources`. */
  renderFiles(locks: readonly Own[], settings: LockSettings): AddedFile[];
  /** The file below `/locks` that the stage leaves for a lock: `requirements.txt`. */
  resultOf(lock: Own): string;
  /** That file's text as it is kept, below the header. */
  renderResult(lock: Own, resolved: string): string;
  /** What the work printed that its author should know, although it succeeded. */
  listWarnings?(locks: readonly Own[], printed: readonly string[]): Problem[];
  /** Why the work failed, by what it printed; `undefined` when that does not say. */
  explainFailure(
    locks: readonly Own[],
    printed: readonly string[],
    cause: unknown,
  ): BrickyardError | undefined;
  /** What a name with a slip was meant to be. */
  suggest?: NameSuggestions<Own>;
}

/**
 * With these, a stage that failed is run once more: it finds names, one a line, in
 * `.brickyard/lock/probe`, and leaves those that the index has in `/locks/found`, as a lock
 * has them (`listPackages`). A name that the index does not have is never suggested.
 */
export interface NameSuggestions<Own extends Lock = Lock> {
  /** Names that the index lacks, by what the stage printed; none when it could not be asked. */
  listMissing(printed: readonly string[]): string[];
  /** Whether a lock's package comes from another index: this one is not asked about it. */
  isElsewhere?(lock: Own, name: string): boolean;
  /** `known`: packages in other locks of the workspace. */
  listNear(name: string, known: readonly string[]): NearNames;
}

/** What a name that the index lacks may have been meant to be. */
export interface NearNames {
  /** Names of packages that people use: the nearest first. */
  likely: string[];
  /** The name with one slip undone. Anybody may have taken these, so they come second. */
  variants: string[];
}

export interface FilesFromBelow {
  /** Absolute. */
  folder: string;
  /** As messages name it: `packages/python`. */
  name: string;
  /** Relative to the folder. */
  sources: string[];
  at: string;
}

export interface SecretUse {
  id: string;
  flavour: Pick<Flavour, 'folder' | 'path' | 'definition'>;
}

export interface LockSettings {
  /** Newest versions, whatever was locked before. */
  upgrade: boolean;
}
