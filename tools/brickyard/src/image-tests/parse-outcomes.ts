import { parseRows, testRowMark } from '../rows/row';

/** How a test ended, as the runner reports it. */
export type TestOutcome = (
  | { state: 'exited'; status: number; allowed: number }
  /** Whether a package was loaded. */
  | { state: 'ok' | 'failed' | 'missing'; version?: string; message?: string }
  /** The process that loads packages ended while it loaded this one, or before the first. */
  | { state: 'crashed'; status: number }
  /** The time was used up before its turn. */
  | { state: 'late' }
) & {
  seconds: number;
  stdout: string;
  stderr: string;
  /** How many bytes were cut out of the middle of its output. */
  cut: number;
  /** The streams, `out` or `err`, whose last line has no end. */
  open?: readonly string[];
};

/** What the runner reports of a whole suite. */
export interface Outcomes {
  /** By number of the test, which is its place in the suite, from 1. */
  outcomes: ReadonlyMap<number, TestOutcome>;
  /** Why the runner could not start. */
  trouble?: string;
  /** Whether the runner reached its end. */
  isWhole: boolean;
  /** What the probe printed, if there was one. */
  probed?: Probed;
}

/** The probe runs beside the tests. */
export interface Probed {
  status: number;
  stdout: string;
  stderr: string;
}

interface Printed {
  out: string[];
  err: string[];
  /** The streams whose last line has no end. */
  open: Set<string>;
  cut: number;
}

/** Reads what the runner printed, and skips rows that make no sense. */
export function parseOutcomes(text: string): Outcomes {
  const told = new Map<number, ToldOutcome>();
  const printed = new Map<number, Printed>();
  let trouble: string | undefined;
  let isWhole = false;
  const probe: string[][] = [[], []];
  const budget = { left: MOST_NUMBERS };
  let status: number | undefined;
  for (const { kind, fields } of parseRows(text, testRowMark)) {
    if (kind === 'end') isWhole = true;
    else if (kind === 'trouble') trouble = fields.join(' ');
    else if (kind === 'probed') status = Number(fields[0]);
    else if (kind === 'probe') probe[0]?.push(fields.join('\t'));
    else if (kind === 'probe-err') probe[1]?.push(fields.join('\t'));
    else if (isStream(kind)) keepLine(printed, kind, fields);
    else if (kind === 'cut') keepCut(printed, fields);
    else if (kind === 'open') keepOpen(printed, fields);
    else
      for (const [number, each] of tell(kind, fields, budget))
        told.set(number, each);
  }
  const outcomes = [...told].map(([number, each]) => {
    const { out, err, open, cut } = printedOf(printed, number);
    const [stdout, stderr] = [out, err].map(joinLines);
    const told = { ...each, stdout, stderr, cut };
    const outcome = open.size > 0 ? { ...told, open: [...open] } : told;
    return [number, outcome as TestOutcome] as const;
  });
  const [stdout = '', stderr = ''] = probe.map(joinLines);
  const probed = status === undefined ? undefined : { status, stdout, stderr };
  return { outcomes: new Map(outcomes), trouble, isWhole, probed };
}

type WithoutPrinted<T> = T extends TestOutcome
  ? Omit<T, 'stdout' | 'stderr' | 'cut' | 'open'>
  : never;
type ToldOutcome = WithoutPrinted<TestOutcome>;

/** Far more than a suite has tests: broken rows must not make millions of them. */
const MOST_NUMBERS = 10_000;

/** How many numbers the rows that tell of several may still name. */
interface Budget {
  left: number;
}

function tell(
  kind: string,
  fields: readonly string[],
  budget: Budget,
): [number, ToldOutcome][] {
  const [first = NaN, second = NaN, third = NaN, fourth = NaN] =
    fields.map(Number);
  switch (kind) {
    case 'result': {
      const exited = { status: second, allowed: fourth, seconds: third / 100 };
      return isNumbers(first, second, third, fourth)
        ? [[first, { state: 'exited', ...exited }]]
        : [];
    }
    case 'package':
      return tellPackage(fields);
    case 'crash':
      return isNumbers(first, second, third, fourth)
        ? range(first, second, budget).map((number) => [
            number,
            { state: 'crashed', status: third, seconds: fourth / 100 },
          ])
        : [];
    case 'late':
      return range(first, Number.isNaN(second) ? first : second, budget).map(
        (number) => [number, { state: 'late', seconds: 0 }],
      );
    default:
      return [];
  }
}

function tellPackage(fields: readonly string[]): [number, ToldOutcome][] {
  const [number, state, took, version, message] = fields;
  const seconds = Number(took) / 1000;
  const isKnown = state === 'ok' || state === 'failed' || state === 'missing';
  if (!isKnown || !isNumbers(Number(number), seconds)) return [];
  const said = { version: orNothing(version), message: orNothing(message) };
  return [[Number(number), { state, seconds, ...said }]];
}

function orNothing(field: string | undefined): string | undefined {
  return field === '-' ? undefined : field;
}

function isStream(kind: string): kind is 'out' | 'err' {
  return kind === 'out' || kind === 'err';
}

function keepLine(
  printed: Map<number, Printed>,
  kind: 'out' | 'err',
  [number, ...rest]: readonly string[],
): void {
  printedOf(printed, Number(number))[kind].push(rest.join('\t'));
}

function keepCut(
  printed: Map<number, Printed>,
  [stream, number, bytes]: readonly string[],
): void {
  const own = printedOf(printed, Number(number));
  own.cut += Number(bytes);
  if (stream === 'out' || stream === 'err')
    own[stream].push(`… ${bytes} bytes left out …`);
}

function keepOpen(
  printed: Map<number, Printed>,
  [stream, number]: readonly string[],
): void {
  printedOf(printed, Number(number)).open.add(stream ?? '');
}

function printedOf(printed: Map<number, Printed>, number: number): Printed {
  const own = printed.get(number) ?? {
    ...{ out: [], err: [] },
    ...{ open: new Set<string>(), cut: 0 },
  };
  printed.set(number, own);
  return own;
}

function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function isNumbers(...values: readonly number[]): boolean {
  return values.every((value) => Number.isFinite(value));
}

function range(first: number, last: number, budget: Budget): number[] {
  const length = Math.min(Math.max(0, last - first + 1), budget.left);
  if (!Number.isFinite(length)) return [];
  budget.left -= length;
  return Array.from({ length }, (_, index) => first + index);
}
