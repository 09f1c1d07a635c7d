import type { Conformance } from '../conformance/check-conformance';
import type { Finding } from '../conformance/rule';
import { renderError, renderPlace } from '../errors';
import type { TestResult } from '../image-tests/image-test';
import { plainOutput } from '../outlet/plain-output';
import { renderLines } from '../outlet/printable';
import type { KeyedImage } from '../plan/key-images';
import type { TestRecord } from '../run/records/tests-record';
import type { Outcome } from '../run/shell/schedule';
import type { TestedImage, TestRun } from '../run/test/test-images';
import { countFindings, renderFindings, renderWaived } from './render-findings';
import { renderTable } from './render-table';

/** Lines of what a failed test printed, from its end: the rest is in the record. */
const OUTPUT_LINES = 15;

/** The test results of these images: failures, and a line for each image; with `isVerbose` all. */
export function renderTests(
  { images, outcomes }: TestRun,
  isVerbose = false,
): string {
  return renderLines(
    images.flatMap((image) =>
      renderImage(image, outcomes.get(image.id), isVerbose),
    ),
  );
}

function renderImage(
  { id, flavour }: KeyedImage,
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
    ...renderFindings(selectFindings(record, flavour.path, isVerbose)),
    ...(isVerbose ? renderUnjudged(record.conformance) : []),
    `${id}  ${summarize(outcome.result, flavour.path)}`,
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
  return [...head, ...last.map((line) => `${name} │ ${plainOutput(line)}`)];
}

/** Infos only when asked for; for sources of images below only errors, since their own flavours report the rest. */
function selectFindings(
  { conformance }: TestRecord,
  folder: string,
  isVerbose: boolean,
): Finding[] {
  if (isVerbose) return conformance.findings;
  return conformance.findings.filter(
    (finding) =>
      finding.severity === 'error' ||
      (finding.severity === 'warning' && !isBelow(finding, folder)),
  );
}

function isBelow({ place }: Finding, folder: string): boolean {
  return place !== undefined && !place.file.startsWith(`${folder}/`);
}

/** Waived findings, and rules that could not be checked. */
function renderUnjudged({ waived, skipped }: Conformance): string[] {
  return [
    ...renderWaived(waived),
    ...skipped.map(({ rule, because }) => `not checked ${rule}: ${because}`),
  ];
}

/** `71 tests passed, 41 rules hold in 12.3 s` */
function summarize(
  { record, reused, seconds }: TestedImage,
  folder: string,
): string {
  const text = [
    ...summarizeTests(record),
    ...summarizeRules(record.conformance, folder),
  ].join(', ');
  return reused
    ? `${text}, as before: same image, tests and rules; --force runs them`
    : `${text} in ${seconds.toFixed(1)} s`;
}

function summarizeTests({ tests }: TestRecord): string[] {
  if (tests.length === 0) return [];
  const failed = tests.filter(({ passed }) => !passed).length;
  const count = `${tests.length} test${tests.length === 1 ? '' : 's'}`;
  return [failed > 0 ? `${failed} of ${count} failed` : `${count} passed`];
}

function summarizeRules(
  { findings, checked, waived }: Conformance,
  folder: string,
): string[] {
  const broken = findings.filter(({ severity }) => severity !== 'info');
  const below = broken.filter(
    (each) => each.severity === 'warning' && isBelow(each, folder),
  );
  const own = broken.filter((each) => !below.includes(each));
  const apart = new Set([...broken, ...waived].map(({ rule }) => rule));
  const held = checked.filter((rule) => !apart.has(rule)).length;
  return [
    ...(own.length > 0 ? [countFindings(own)] : []),
    ...(below.length > 0 ? [`${countFindings(below)} below`] : []),
    ...(waived.length > 0 ? [`${waived.length} waived`] : []),
    `${held} rule${held === 1 ? ' holds' : 's hold'}`,
  ];
}
