import { isBrickyardError } from '../errors';
import type { Git } from '../git/git';
import { type Alarm, alertIssues, type AlertResult } from './alert-issues';
import type { CodeHost } from './code-host';
import { countNights } from './count-nights';
import type { Failure } from './failure-list';
import { changeState, type StatePlace } from './nightly-state';

export interface AlertOptions extends StatePlace {
  failures: readonly Failure[];
  /** Nights in a row. */
  after: number;
  now: Date;
}

export interface Alert {
  /** All that failed, with how long. */
  bases: Alarm[];
  /** Those that are told of for the first time. */
  fresh: Alarm[];
  /** `undefined` where the host has no issues. */
  issues: AlertResult | undefined;
}

/** Counts the night, and tells of a base that failed `after` of them in a row. */
export async function alert(
  host: CodeHost,
  git: Git,
  options: AlertOptions,
): Promise<Alert> {
  const { failures, after, now } = options;
  const today = now.toISOString().slice(0, 10);
  const failed = failures.map(({ reference }) => reference);
  // Counted before it is told: of two runs on one day, one counts.
  const { bases: rows } = await changeState(git, options, (state) =>
    countNights(state, failed, today),
  );
  const bases = failures.map((failure) => {
    const { since = today, nights = 1 } = rows[failure.reference] ?? {};
    return { ...failure, since, nights };
  });
  const alarms = bases.filter(({ nights }) => nights >= after);
  const issues = await tell(host, { alarms, failed: new Set(failed) });
  const opened = new Set(issues?.opened.map(({ number }) => number));
  const fresh = alarms.filter(({ reference, nights }) => {
    if (issues === undefined) return nights === after;
    return opened.has(issues.known.get(reference)?.number ?? -1);
  });
  return { bases, fresh, issues };
}

/** A repository may have its issues turned off, which GitHub answers with 410. */
async function tell(
  { issues }: CodeHost,
  request: Parameters<typeof alertIssues>[1],
): Promise<AlertResult | undefined> {
  if (issues === undefined) return undefined;
  try {
    return await alertIssues(issues, request);
  } catch (error) {
    const { status } = error as { status?: unknown };
    if (isBrickyardError(error) && status === 410) return undefined;
    throw error;
  }
}
