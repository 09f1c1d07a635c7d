import { renderError } from '../errors';
import type { Outcome } from '../run/schedule';
import type { SmokeResult } from '../smoke/run-checks';
import { renderTable } from './render-table';

/** What became of one image: a line for each check, its output below. */
export function renderSmoke(id: string, outcome: Outcome<SmokeResult>): string {
  if (outcome.state === 'skipped')
    return `${id}: skipped: ${outcome.because} did not succeed`;
  if (outcome.state === 'failed') return `${id}: ${renderError(outcome.error)}`;
  const { version, checks, output } = outcome.result;
  const failed = checks.filter(({ state }) => state === 'failed').length;
  const verdict = failed === 0 ? 'passed' : `${failed} failed`;
  const rows = checks.map(({ name, state, seconds, detail }) => [
    state === 'failed' ? '  FAILED' : `  ${state}`,
    name,
    `${seconds.toFixed(1)} s`,
    detail,
  ]);
  return [
    `${id} on Apache Spark ${version}: ${verdict}`,
    ...renderTable(rows),
    ...output.map((line) => `  | ${line}`),
  ].join('\n');
}
