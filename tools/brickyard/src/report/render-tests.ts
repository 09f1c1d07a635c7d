import { renderError, renderPlace } from '../errors';
import type { TestResult } from '../image-tests/image-test';
import type { TestedImage, TestRun } from '../run/run-image-tests';
import type { Outcome } from '../run/schedule';
import { renderTable } from './render-table';

/** Lines of what a failed test printed, from its end: the rest is in the record. */
const OUTPUT_LINES = 15;

/** What became of these images' tests: failures, and a line for each image; with `isVerbose` all. */
export function renderTests(
  { images, outcomes }: TestRun,
  isVerbose = false,
): string {
  return images
    .flatMap(({ id }) => renderImage(id, outcomes.get(id), isVerbose))
    .join('\n');
}

function renderImage(
  id: string,
  outcome: Outcome<TestedImage> | undefined,
  isVerbose: boolean,
): string[] {
  if (outcome?.state === 'failed')
    return [`${id}  failed: ${renderError(outcome.error)}`];
  if (outcome?.state !== 'done') return [`${id}  failed`];
  const { record, path } = outcome.result;
  const shown = record.tests.filter(({ passed }) => isVerbose || !passed);
  const failures = record.tests.filter(({ passed }) => !passed);
  return [
    ...renderTable(shown.map(describe)),
    ...failures.flatMap(renderOutput),
    `${id}  ${summarize(outcome.result)}`,
    ...(failures.length > 0 ? [`  everything they printed: ${path}`] : []),
  ];
}

function describe({ name, place, passed, seconds, messages }: TestResult) {
  const took = `${seconds.toFixed(2)} s`;
  const state = passed ? 'pass' : 'FAIL';
  return [state, name, took, renderPlace(place), messages.join('; ')];
}

function renderOutput({ name, output }: TestResult): string[] {
  if (output === undefined) return [];
  const lines = output.trimEnd().split('\n');
  const last = lines.slice(-OUTPUT_LINES);
  const left = lines.length - last.length;
  const head = left > 0 ? [`${name} │ … ${left} lines before`] : [];
  return [...head, ...last.map((line) => `${name} │ ${line}`)];
}

function summarize({ record, reused, seconds }: TestedImage): string {
  const { tests } = record;
  const failed = tests.filter(({ passed }) => !passed).length;
  if (tests.length === 0) return 'nothing to test';
  const count = `${tests.length} test${tests.length === 1 ? '' : 's'}`;
  if (failed > 0)
    return `${failed} of ${count} failed in ${seconds.toFixed(1)} s`;
  return reused
    ? `${count} passed before, same image and same tests; --force runs them`
    : `${count} passed in ${seconds.toFixed(1)} s`;
}
