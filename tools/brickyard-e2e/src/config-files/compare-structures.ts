import { isBrickyardError } from '../../../brickyard/src/errors';
import { parseStructureFile } from '../../../brickyard/src/image-tests/parse-structure-file';
import type { StructureAnswer } from './ask-go';

export interface ComparedStructure {
  verdict: 'same' | 'explained' | 'unexplained';
  text: string;
  ours?: unknown;
  theirs?: unknown;
}

/**
 * What Brickyard asks of a file beyond its types. container-structure-test takes
 * the file, and then no test of it can pass, or it needs what is refused here.
 */
const stricter =
  /: (?:is empty|is missing|is not a known key|is not like|is not checked here|cannot be honoured|'.*' is not a regular|its value '|expected \(?"|is not 2\.0\.0)/;

export function compareStructures(
  text: string,
  { error, tests }: StructureAnswer,
): ComparedStructure {
  const ours = read(text);
  if ('error' in ours) {
    if (error !== undefined) return { verdict: 'same', text };
    const lines = ours.error.split('\n');
    const verdict = lines.every((line) => stricter.test(line))
      ? 'explained'
      : 'unexplained';
    return { verdict, text, ours };
  }
  const theirs = error ?? listChecks(tests as unknown as GoTests);
  const isSame = print(theirs) === print(ours.checks);
  return { verdict: isSame ? 'same' : 'unexplained', text, ours, theirs };
}

function read(text: string): { checks: unknown[] } | { error: string } {
  try {
    return { checks: parseStructureFile(text, 'f').map(({ check }) => check) };
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    return { error: error.message };
  }
}

/** Go's names of fields begin with a capital. */
type Fields = Record<string, unknown>;
interface GoTests {
  globalEnvVars: Fields[] | null;
  commandTests: Fields[] | null;
  fileExistenceTests: Fields[] | null;
  fileContentTests: Fields[] | null;
  metadataTest: Fields;
}

function listChecks(tests: GoTests): Fields[] {
  const toChecks = (type: string, entries: Fields[] | null) =>
    (entries ?? []).map((entry) => ({ type, ...(lower(entry) as Fields) }));
  const commands = toChecks('command', tests.commandTests) as Fields[];
  const pairs = (entries: unknown) =>
    ((entries ?? []) as Fields[]).map(({ key, value }) => [key, value]);
  const global = pairs(lower(tests.globalEnvVars));
  return [
    ...commands.map((check) => ({
      ...check,
      environment: [...global, ...pairs(check.envVars)],
    })),
    ...toChecks('file-existence', tests.fileExistenceTests),
    ...toChecks('file-content', tests.fileContentTests),
    { type: 'metadata', ...(lower(tests.metadataTest) as Fields) },
  ];
}

function lower(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lower);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [
    key.charAt(0).toLowerCase() + key.slice(1),
    lower(each),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** The same text for the same checks: what says nothing is left out. */
function print(checks: readonly unknown[] | string): string {
  if (typeof checks === 'string') return checks;
  const told = checks
    .map(tidy)
    .filter((check) => Object.keys(check).length > 1);
  return JSON.stringify(told);
}

function tidy(check: unknown): Fields {
  const entries = Object.entries(check as Fields)
    .filter(([key, value]) => {
      const isOwner = key === 'uid' || key === 'gid';
      const isNothing = value === undefined || value === null || value === '';
      const isEmpty = Array.isArray(value) && value.length === 0;
      return !isNothing && !isEmpty && !(isOwner && value === -1);
    })
    .map(([key, value]): [string, unknown] => [key, tidyList(value)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function tidyList(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? tidy(item)
      : item,
  );
}
