import { renderError } from '../errors';
import { plainOutput } from '../outlet/plain-output';
import { renderLines } from '../outlet/printable';
import type { Outcome } from '../run/shell/schedule';
import type { SmokedImage } from '../run/smoke/smoke-image';
import type { SmokeRun } from '../run/smoke/smoke-images';
import { renderRecordsJson } from './render-records-json';
import { renderTable } from './render-table';

/** The results of these images: a line for each check, its output below. */
export function renderSmoke({ images, outcomes }: SmokeRun): string {
  return renderLines(images.map(({ id }) => renderImage(id, outcomes.get(id))));
}

function renderImage(id: string, outcome?: Outcome<SmokedImage>): string {
  if (outcome?.state === 'failed')
    return `${id}: ${renderError(outcome.error)}`;
  if (outcome?.state !== 'done') return `${id}: not run`;
  const { record, reused } = outcome.result;
  const { version, checks, output } = record;
  const name = `${id} on Apache Spark ${version}`;
  if (reused)
    return `${name}: passed, as before: same image and checks; --force runs them`;
  const failed = checks.filter(({ state }) => state === 'failed').length;
  const verdict = failed === 0 ? 'passed' : `${failed} failed`;
  const rows = checks.map(({ name: check, state, seconds, detail }) => [
    state === 'failed' ? '  FAILED' : `  ${state}`,
    check,
    `${seconds.toFixed(1)} s`,
    detail,
  ]);
  return [
    `${name}: ${verdict}`,
    ...renderTable(rows),
    ...output.map((line) => `  | ${plainOutput(line)}`),
  ].join('\n');
}

/** The records of these images, or why there is none. */
export function renderSmokeJson(run: SmokeRun): string {
  return renderRecordsJson(run, { ok: false });
}
