import { renderSize } from '../render-size';
import type { StructureCheck } from './image-test';
import type { TestOutcome } from './parse-outcomes';
import type { Search } from './pattern';

type Exited = Extract<TestOutcome, { state: 'exited' }>;
export type JudgedCheck = Exclude<StructureCheck, { type: 'metadata' }>;

/** Why an image fails an entry of a container-structure-test file. */
export async function judgeStructure(
  check: JudgedCheck,
  outcome: Exited,
  search: Search,
): Promise<string[]> {
  switch (check.type) {
    case 'command':
      return judgeCommand(check, outcome, search);
    case 'file-existence':
      return judgeExistence(check, outcome);
    case 'file-content':
      return judgeContent(check, outcome, search);
  }
}

async function judgeCommand(
  check: Extract<JudgedCheck, { type: 'command' }>,
  outcome: Exited,
  search: Search,
): Promise<string[]> {
  const { status } = outcome;
  if (status === 91 && check.exitCode !== 91) return ['its setup failed'];
  const { exitCode } = check;
  const code =
    status === exitCode ? [] : [`exit code ${status}, expected ${exitCode}`];
  const { expectedOutput, excludedOutput } = check;
  const { expectedError, excludedError } = check;
  const of = { outcome, search };
  const out = { ...of, what: 'stdout', stream: 'out' } as const;
  const err = { ...of, what: 'stderr', stream: 'err' } as const;
  return [
    ...code,
    ...(await match(out, expectedOutput, excludedOutput)),
    ...(await match(err, expectedError, excludedError)),
  ];
}

async function judgeContent(
  check: Extract<JudgedCheck, { type: 'file-content' }>,
  outcome: Exited,
  search: Search,
): Promise<string[]> {
  const { path, expectedContents, excludedContents } = check;
  if (outcome.status !== 0) return [`${path} is not a file in the image`];
  const content = { what: path, stream: 'out', outcome, search } as const;
  return match(content, expectedContents, excludedContents);
}

/** As it was printed: a pattern may ask for the end of a text. */
function printed(outcome: Exited, stream: 'out' | 'err'): string {
  const text = stream === 'out' ? outcome.stdout : outcome.stderr;
  return outcome.open?.includes(stream) ? text.replace(/\n$/, '') : text;
}

interface Searched {
  what: string;
  stream: 'out' | 'err';
  outcome: Exited;
  search: Search;
}

async function match(
  { what, stream, outcome, search }: Searched,
  expected: readonly string[],
  excluded: readonly string[],
): Promise<string[]> {
  const text = printed(outcome, stream);
  const found = await search(text, [...expected, ...excluded]);
  if (found === undefined)
    return [`searching ${what} had not finished in the time of the test`];
  const lacks = expected.filter((_, index) => !found[index]);
  const has = excluded.filter((_, index) => found[expected.length + index]);
  // What was not kept may have it.
  const isOpen = lacks.length > 0 || excluded.length > has.length;
  const { cut } = outcome;
  const blind = `${what} is too large: ${renderSize(cut)} could not be searched`;
  return [
    ...lacks.map((source) => `${what} does not match '${source}'`),
    ...has.map((source) => `${what} matches '${source}' but must not`),
    ...(cut > 0 && isOpen ? [blind] : []),
  ];
}

function judgeExistence(
  check: Extract<JudgedCheck, { type: 'file-existence' }>,
  { status, stdout }: Exited,
): string[] {
  const { path, shouldExist } = check;
  const exists = status !== 90;
  if (!shouldExist) return exists ? [`${path} exists but must not`] : [];
  if (!exists) return [`${path} does not exist`];
  const [mode = '', uid = '', gid = ''] = stdout.trim().split(' ');
  return [
    ...(toGoMode(mode) === check.permissions
      ? []
      : differs('permissions', mode, check.permissions)),
    ...differs('uid', uid, check.uid?.toString()),
    ...differs('gid', gid, check.gid?.toString()),
    ...judgeExecutable(check, mode),
  ].map((text) => `${path}: ${text}`);
}

function differs(
  what: string,
  found: string,
  expected: string | undefined,
): string[] {
  return expected === undefined || found === expected
    ? []
    : [`${what} ${found}, expected ${expected}`];
}

/** `drwxrwxrwt` of `ls` is `dtrwxrwxrwx` to Go, and so to container-structure-test. */
function toGoMode(mode: string): string {
  const isSet = (at: number) => /[sStT]/.test(mode[at] ?? '');
  const kind = [
    goKinds[mode[0] ?? ''] ?? '',
    isSet(3) ? 'u' : '',
    isSet(6) ? 'g' : '',
    isSet(9) ? 't' : '',
  ].join('');
  const bits = mode.slice(1).replace(/[st]/g, 'x').replace(/[ST]/g, '-');
  return `${kind || '-'}${bits}`;
}

/** https://pkg.go.dev/io/fs#FileMode */
const goKinds: Readonly<Record<string, string>> = {
  d: 'd',
  l: 'L',
  p: 'p',
  s: 'S',
  b: 'D',
  c: 'Dc',
};

/** Where the execute bits stand in `-rwxr-xr-x`. */
const bits = { owner: [3], group: [6], other: [9], any: [3, 6, 9] };

function judgeExecutable(
  { isExecutableBy: who }: Extract<JudgedCheck, { type: 'file-existence' }>,
  mode: string,
): string[] {
  if (who === undefined) return [];
  const isExecutable = bits[who].some((at) => /[xst]/.test(mode[at] ?? ''));
  return isExecutable ? [] : [`${mode} is not executable by ${who}`];
}
