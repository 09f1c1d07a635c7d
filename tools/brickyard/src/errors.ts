import { hideLogins } from './redact/hide-logins';

/** What went wrong, as a word to branch on and to grep for. */
export type ErrorCode =
  | 'REFERENCE_INVALID'
  | 'DOCKERFILE_INVALID'
  | 'REQUIREMENTS_INVALID'
  | 'RUNTIME_INVALID'
  | 'RUNTIME_UNKNOWN'
  | 'FLAVOUR_INVALID'
  | 'FLAVOUR_UNKNOWN'
  | 'PARENT_CYCLE'
  | 'PARENT_UNKNOWN'
  | 'PARENT_FAILED'
  | 'OPTIONS_INVALID'
  | 'CONTEXT_INVALID'
  | 'CONTEXT_UNREADABLE'
  | 'CONTEXT_CHANGED'
  | 'BASE_UNRESOLVED'
  | 'SECRET_MISSING'
  | 'ENGINE_UNREACHABLE'
  | 'ENGINE_DENIED'
  | 'ENGINE_FAILED'
  | 'BUILD_FAILED'
  | 'IMAGE_UNKNOWN'
  | 'CONTAINER_FAILED'
  | 'SPARK_UNAVAILABLE'
  | 'NOTEBOOK_UNAVAILABLE'
  | 'PORT_TAKEN'
  | 'INVENTORY_INVALID'
  | 'IMAGE_TESTS_INVALID'
  | 'LOCK_STALE'
  | 'LOCK_CONFLICT'
  | 'LOCK_FAILED'
  | 'R_PACKAGES_INVALID'
  | 'LOCK_UNAVAILABLE'
  | 'DISK_FULL'
  | 'REGISTRY_UNREACHABLE'
  | 'REGISTRY_UNAUTHORIZED'
  | 'REGISTRY_DENIED'
  | 'REGISTRY_NAME_UNKNOWN'
  | 'REGISTRY_QUOTA'
  | 'REGISTRY_TAG_IMMUTABLE'
  | 'REGISTRY_FAILED'
  | 'CREDENTIALS_INVALID'
  | 'TAG_CONFLICT'
  | 'GENERATED_EDITED'
  | 'NX_UNSUPPORTED'
  | 'NPM_FAILED'
  | 'NAME_INVALID'
  | 'NAME_TAKEN'
  | 'NOT_ADOPTED'
  | 'FLAVOUR_IN_USE'
  | 'STARTER_RECORD_INVALID'
  | 'UPGRADE_CONFLICT'
  | 'UPGRADE_REFUSED'
  | 'RUNTIME_INCOMPLETE'
  | 'RUNTIME_IN_USE'
  | 'RUNTIME_BUILT_IN'
  | 'DEFINITION_INVALID'
  | 'PACKAGE_LIST_INVALID'
  | 'DOWNLOAD_FAILED'
  | 'HTTP_FAILED'
  | 'HOST_UNKNOWN'
  | 'HOST_UNREACHABLE'
  | 'HOST_UNAUTHORIZED'
  | 'HOST_DENIED'
  | 'HOST_NOT_FOUND'
  | 'HOST_FAILED'
  | 'GIT_FAILED'
  | 'HISTORY_MISSING'
  | 'REVISION_UNKNOWN'
  | 'BRANCH_CONFLICT'
  | 'INTERRUPTED';

/** Where a problem is: a path as the user would type it, and a 1-based line. */
export interface Place {
  file: string;
  line?: number;
}

/** One thing that is wrong with an input. Parsers collect these and fail once. */
export interface Problem {
  place: Place;
  message: string;
}

export interface ErrorDetails {
  /** The next thing to do or to type. */
  hint?: string;
  cause?: unknown;
  problems?: readonly Problem[];
}

/**
 * The one error a user meets. `message` names what, which, and what was
 * expected; `code` is what code branches on. Texts that people write are quoted
 * in it, so what looks like a login in a URL is masked.
 */
export class BrickyardError extends Error {
  override readonly name = 'BrickyardError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly problems: readonly Problem[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(hideLogins(message), { cause: details.cause });
    this.code = code;
    this.hint = details.hint && hideLogins(details.hint);
    this.problems = (details.problems ?? []).map(hideInProblem);
  }
}

/** `packages/python/requirements.txt:3` */
export function renderPlace({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** One error out of many problems, each told once, on a line of its own. */
export function problemsError(
  code: ErrorCode,
  problems: readonly Problem[],
  hint?: string,
): BrickyardError {
  const lines = new Map(problems.map((each) => [renderProblem(each), each]));
  const message = [...lines.keys()].join('\n');
  const told = { problems: [...lines.values()], hint };
  return new BrickyardError(code, message, told);
}

function renderProblem({ place, message }: Problem): string {
  return `${renderPlace(place)}: ${message}`;
}

function hideInProblem(problem: Problem): Problem {
  const message = hideLogins(problem.message);
  return message === problem.message ? problem : { ...problem, message };
}

/** By shape, not by class: the class may have been loaded twice (jest realms). */
export function isBrickyardError(error: unknown): error is BrickyardError {
  return (
    error instanceof Object &&
    error['name' as keyof object] === 'BrickyardError'
  );
}

/** For what stops when its signal does. */
export function interruptedError(cause?: unknown): BrickyardError {
  return new BrickyardError('INTERRUPTED', 'interrupted', { cause });
}

/** Whether the user stopped the command, with Ctrl-C or a signal. */
export function isInterrupt(error: unknown): boolean {
  return isBrickyardError(error) && error.code === 'INTERRUPTED';
}

/**
 * Whether a run may report the error and go on without what failed. It ends at
 * an interrupt, and at a mistake in Brickyard itself.
 */
export function isReportable(error: unknown): error is BrickyardError {
  return isBrickyardError(error) && !isInterrupt(error);
}

/** Message and hint as a user should read them; never a stack. */
export function renderError(error: unknown): string {
  if (!isBrickyardError(error)) {
    return error instanceof Object && 'message' in error
      ? String(error.message)
      : String(error);
  }
  const hint = error.hint === undefined ? '' : `\n  hint: ${error.hint}`;
  return `${error.message} [${error.code}]${hint}`;
}
