import { isBrickyardError } from '../../errors';
import type { Git } from '../../git/git';
import type { CodeHost } from '../host/code-host';
import { type Alarm, alertIssues, type AlertResult } from './alert-issues';
import { countNights } from './count-nights';
import type { Failure } from './failure-list';
import { changeState, type StatePlace } from './nightly-state';

export interface AlertOptions extends StatePlace {
  failures: readonly Failure[];
  /** How many nights in a row a base must fail before it is reported. */
  after: number;
  now: Date;
}

export interface Alert {
  /** Every base that failed, and for how long. */
  bases: Alarm[];
  /** Those that are reported for the first time. */
  fresh: Alarm[];
  /** `undefined` where the host has no issues. */
  issues: AlertResult | undefined;
}

/** Counts the night, and reports a base that failed `after` nights in a row. */
export async function alert(
  host: CodeHost,
  git: Git,
  options: AlertOptions,
): Promise<Alert> {
  const { failures, after, now } = options;
  const today = now.toISOString().slice(0, 10);
  const failed = failures.map(({ reference }) => reference);
  // The count is pushed before anything is reported, so a second run today adds none.
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

/** GitHub answers 410 where a repository has its issues turned off. */
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
