import type { StructureCheck } from './image-test';
import type { TestOutcome } from './parse-outcomes';
import { toRegExp } from './structure-schema';

type Exited = Extract<TestOutcome, { state: 'exited' }>;
export type JudgedCheck = Exclude<StructureCheck, { type: 'metadata' }>;

/** Why an image fails an entry of a container-structure-test file. */
export function judgeStructure(check: JudgedCheck, outcome: Exited): string[] {
  switch (check.type) {
    case 'command':
      return judgeCommand(check, outcome);
    case 'file-existence':
      return judgeExistence(check, outcome);
    case 'file-content':
      return judgeContent(check, outcome);
  }
}

function judgeCommand(
  check: Extract<JudgedCheck, { type: 'command' }>,
  { status, stdout, stderr }: Exited,
): string[] {
  if (status === 91 && check.exitCode !== 91) return ['its setup failed'];
  const { exitCode } = check;
  const code =
    status === exitCode ? [] : [`exit code ${status}, expected ${exitCode}`];
  return [
    ...code,
    ...match('stdout', stdout, check.expectedOutput, check.excludedOutput),
    ...match('stderr', stderr, check.expectedError, check.excludedError),
  ];
}

function judgeContent(
  check: Extract<JudgedCheck, { type: 'file-content' }>,
  { status, stdout }: Exited,
): string[] {
  const { path, expectedContents, excludedContents } = check;
  if (status !== 0) return [`${path} is not a file in the image`];
  return match(path, stdout, expectedContents, excludedContents);
}

function match(
  what: string,
  text: string,
  expected: readonly string[],
  excluded: readonly string[],
): string[] {
  const lacks = expected.filter((source) => !toRegExp(source).test(text));
  const has = excluded.filter((source) => toRegExp(source).test(text));
  return [
    ...lacks.map((source) => `${what} does not match '${source}'`),
    ...has.map((source) => `${what} matches '${source}' but must not`),
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
    ...differs('permissions', mode, check.permissions),
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
