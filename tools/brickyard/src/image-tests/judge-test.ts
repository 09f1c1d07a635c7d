import { renderSize } from '../render-size';
import { normalizeName } from '../requirements/normalize-name';
import { checkMetadata, type ImageMetadata } from './check-metadata';
import type {
  ImageTest,
  PackageCheck,
  ScriptCheck,
  TestResult,
} from './image-test';
import { type JudgedCheck, judgeStructure } from './judge-structure';
import type { TestOutcome } from './parse-outcomes';
import type { Search } from './pattern';

/** What a test is judged by, beside its outcome. */
export interface Judging {
  image: ImageMetadata;
  search: Search;
}

/** The result of a test. Without an outcome, the container did not report it. */
export async function judgeTest(
  { name, check, place }: ImageTest,
  outcome: TestOutcome | undefined,
  { image, search }: Judging,
): Promise<TestResult> {
  const messages =
    check.type === 'metadata'
      ? await checkMetadata(check, image, search)
      : (explainLoss(outcome) ??
        (await explain(check, outcome as TestOutcome, search)));
  const passed = messages.length === 0;
  const seconds = outcome?.seconds ?? 0;
  const output = passed || outcome === undefined ? '' : printedBy(outcome);
  return {
    name,
    type: check.type,
    place,
    passed,
    seconds,
    messages,
    ...(output !== '' && { output }),
  };
}

/** Why there is no outcome to judge. */
function explainLoss(outcome: TestOutcome | undefined): string[] | undefined {
  if (outcome === undefined)
    return [
      'the container did not report it; another test may have ended the container',
    ];
  if (outcome.state === 'late')
    return ['was not run: the tests before it used up the time'];
  if (outcome.state === 'exited' && isTimedOut(outcome))
    return [`had not finished after ${outcome.allowed} s and was stopped`];
  return undefined;
}

type ContainerCheck = PackageCheck | ScriptCheck | JudgedCheck;

async function explain(
  check: ContainerCheck,
  outcome: TestOutcome,
  search: Search,
): Promise<string[]> {
  if (isPackage(check)) return explainPackage(check, outcome);
  if (outcome.state !== 'exited') return ['the container lost track of it'];
  if (check.type !== 'script') return judgeStructure(check, outcome, search);
  const { status, cut } = outcome;
  const flood = cut > 0 ? `, after printing ${renderSize(cut)} and more` : '';
  return status === 0 ? [] : [`${explainStatus(status)}${flood}`];
}

function isPackage(check: ContainerCheck): check is PackageCheck {
  return check.type === 'python-package' || check.type === 'r-package';
}

/** `timeout` exits with 124, or with 137 if it had to kill. */
function isTimedOut({
  status,
  seconds,
  allowed,
}: Extract<TestOutcome, { state: 'exited' }>): boolean {
  return (status === 124 || status === 137) && seconds >= allowed - 0.1;
}

function explainStatus(status: number): string {
  const why: Record<number, string> = {
    126: ' (cannot be run)',
    127: ' (a command was not found)',
    137: ' (killed: out of memory?)',
    139: ' (crashed: segmentation fault)',
  };
  return `exit code ${status}${why[status] ?? ''}`;
}

const places = {
  'python-package': {
    verb: 'import',
    program: '/databricks/python3/bin/python3',
    home: '/databricks/python3',
  },
  'r-package': { verb: 'load', program: 'Rscript', home: "R's libraries" },
};

function explainPackage(check: PackageCheck, outcome: TestOutcome): string[] {
  const { verb, program, home } = places[check.type];
  const name = check.package;
  if (outcome.state === 'missing') return [`is not installed in ${home}`];
  if (outcome.state === 'crashed') {
    const { status } = outcome;
    if (status === 127) return [`the image has no ${program}`];
    if (status === 142 || status === 124)
      return [`${verb} ${name}: had not finished and was stopped`];
    return [`${verb} ${name}: ended ${program}: ${explainStatus(status)}`];
  }
  if (outcome.state !== 'ok' && outcome.state !== 'failed')
    return ['the container lost track of it'];
  const loading =
    outcome.state === 'failed'
      ? [`${verb} ${name}: ${outcome.message ?? 'failed'}`]
      : [];
  return [...loading, ...compareVersions(check, outcome.version)];
}

function compareVersions(
  { type, version, versionFrom }: PackageCheck,
  found: string | undefined,
): string[] {
  if (version === undefined || found === undefined) return [];
  const isSame = type === 'r-package' ? isSameR : isSamePython;
  if (isSame(version, found)) return [];
  return [`is ${found} in the image, and ${version} in ${versionFrom}`];
}

/** For R, `1.8-4` and `1.8.4` are the same version. */
function isSameR(a: string, b: string): boolean {
  return a.replaceAll('-', '.') === b.replaceAll('-', '.');
}

/** A lock has the version as the index writes it, metadata as the author did: `1.0.0-rc1`. */
function isSamePython(a: string, b: string): boolean {
  return normalizeVersion(a) === normalizeVersion(b);
}

function normalizeVersion(version: string): string {
  return normalizeName(version)
    .replace(/^v/, '')
    .replace(/-?(a|b|rc)-?(\d+)/, '$1$2')
    .replace(/(-0)+(?=$|\+)/, '');
}

function printedBy({ stdout, stderr }: TestOutcome): string {
  return stdout + stderr;
}
