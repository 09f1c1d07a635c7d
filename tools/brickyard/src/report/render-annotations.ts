import type { Finding } from '../conformance/rule';
import { type Place, renderError } from '../errors';
import type { TestRun } from '../run/test/test-images';

/**
 * Failures as GitHub Actions shows them beside the lines of a change:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function renderAnnotations({ images, outcomes }: TestRun): string[] {
  const lines = images.flatMap(({ id, flavour }) => {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'failed') {
      const file = `${flavour.path}/Dockerfile`;
      return [annotate({ file, title: id }, renderError(outcome.error))];
    }
    if (outcome?.state !== 'done') return [];
    const { tests, conformance } = outcome.result.record;
    const failures = tests
      .filter(({ passed }) => !passed)
      .map(({ name, place: { file, line }, messages }) =>
        annotate({ file, line, title: `${id}: ${name}` }, messages.join('\n')),
      );
    const file = `${flavour.path}/Dockerfile`;
    return [
      ...failures,
      ...conformance.findings.map((each) => annotateFinding(each, { file })),
    ];
  });
  // One line may be to blame for what several images break.
  return [...new Set(lines)];
}

/** Beside the line to blame; what is of no line goes to `elsewhere`. */
export function annotateFinding(
  { rule, severity, message, expected, found, hint, place }: Finding,
  elsewhere?: Place,
): string {
  const { file, line } = place ?? elsewhere ?? {};
  const text = [
    message,
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(found === undefined ? [] : [`found: ${found}`]),
    hint,
  ];
  const level = severity === 'info' ? 'notice' : severity;
  return annotate({ file, line, title: rule }, text.join('\n'), level);
}

/** One workflow command; what has no value is left out. */
export function annotate(
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
  level: 'error' | 'warning' | 'notice' = 'error',
): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
