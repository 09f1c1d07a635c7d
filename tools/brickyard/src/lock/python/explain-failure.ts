import { BrickyardError } from '../../errors';
import { listMentions, renderMention } from './list-mentions';
import type { PythonLock } from './python-lock';

/** How uv reports requirements that contradict each other, or that do not exist. */
const NO_SOLUTION = /\bBecause .*unsatisfiable\./s;
/** One of these alone means that something does not exist; with more steps it is part of a conflict. */
const ABSENT =
  /not found in the package registry|there (?:is|are) no versions? of|\bonly .* (?:is|are) available|no (?:usable )?wheels|not found in the cache/;
const UNREACHABLE = /Failed to fetch: `?([^\s`]+)/;
/** pip, which brings uv into the stage, says so once for each try. */
const PIP_UNREACHABLE = /after connection broken by|Max retries exceeded/;

/**
 * Why the step that resolves a line's locks failed, by its output;
 * `undefined` when the output is not uv's.
 */
export function explainLockFailure(
  locks: readonly PythonLock[],
  printed: readonly string[],
  cause: unknown,
): BrickyardError | undefined {
  const start = printed.findIndex((line) => /^\s*error: /.test(line));
  const [any] = locks;
  if (any === undefined) return undefined;
  if (start < 0) return unreachable(printed, any, cause);
  const text = printed
    .slice(start)
    .map((line) => line.trim())
    .join('\n');
  const conclusion = NO_SOLUTION.exec(text)?.[0];
  return conclusion === undefined
    ? failure(text, locks, any, cause)
    : contradiction(conclusion, locks, any, cause);
}

const unreachableHint =
  'the package index does not answer: check the network, or mirrors.pip of the profile';

function contradiction(
  conclusion: string,
  locks: readonly PythonLock[],
  { flavour, line }: PythonLock,
  cause: unknown,
): BrickyardError {
  const sentence = dropConclusion(conclusion);
  const problems = listMentions(sentence, locks);
  const isAbsent = ABSENT.test(sentence) && !sentence.includes(' And because ');
  const what = isAbsent
    ? `${flavour.name} cannot be locked for ${line.name}`
    : `the requirements of ${flavour.name} contradict each other for ${line.name}`;
  return new BrickyardError(
    isAbsent ? 'LOCK_FAILED' : 'LOCK_CONFLICT',
    [`${what}: ${sentence}`, ...problems.map(renderMention)].join('\n'),
    {
      hint: isAbsent
        ? absentHint(sentence, line.name)
        : 'change one of these lines; what the runtime pins, and what images below install, stays',
      problems,
      cause,
    },
  );
}

function failure(
  text: string,
  locks: readonly PythonLock[],
  { flavour, line }: PythonLock,
  cause: unknown,
): BrickyardError {
  const url = UNREACHABLE.exec(text)?.[1];
  const problems = listMentions(text, locks).filter(({ place }) => place.line);
  const what = `${flavour.name} cannot be locked for ${line.name}`;
  const told = text.split('\n').slice(0, 20);
  return new BrickyardError(
    'LOCK_FAILED',
    [
      `${what}:`,
      ...told.map((each) => `  | ${each}`),
      ...problems.map(renderMention),
    ].join('\n'),
    {
      hint: url === undefined ? undefined : unreachableHint,
      problems,
      cause,
    },
  );
}

/** The stage has no uv yet, as after a change of `mirrors.pip`. */
function unreachable(
  printed: readonly string[],
  { flavour, line }: PythonLock,
  cause: unknown,
): BrickyardError | undefined {
  const said = printed.findLast((text) => PIP_UNREACHABLE.test(text));
  if (said === undefined) return undefined;
  return new BrickyardError(
    'LOCK_FAILED',
    `${flavour.name} cannot be locked for ${line.name}, since uv could not be downloaded:\n  | ${said.trim()}`,
    { hint: unreachableHint, cause },
  );
}

/** uv's derivation on one line, without its conclusion at the end. */
function dropConclusion(conclusion: string): string {
  return conclusion
    .replace(/\s+/g, ' ')
    .replace(
      /, we can conclude that your requirements are unsatisfiable\.$/,
      '',
    )
    .replace(/^Because /, '');
}

function absentHint(sentence: string, line: string): string {
  return /wheels/.test(sentence)
    ? `nothing is compiled for ${line}: ask for a version that has a wheel, or name the apt packages of a compiler in the runtime's own JSON file, as "python": { "buildPackages": ["build-essential"] }`
    : 'check its name and version; the index may lack what another has';
}

/** Packages that uv says the index does not have. */
export function listMissingNames(printed: readonly string[]): string[] {
  const text = printed.map((line) => line.trim()).join(' ');
  const sentence = NO_SOLUTION.exec(text)?.[0] ?? '';
  const names = sentence.matchAll(
    /([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])? was not found in the package registry/g,
  );
  return [...new Set([...names].map(([, name = '']) => name))];
}
