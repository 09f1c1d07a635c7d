import type { Annotate, Annotation } from '../annotation';
import type { Finding } from '../conformance/rule';
import { type Place, renderError } from '../errors';
import type { TestRun } from '../run/test/test-images';

/** Failures as a CI service shows them beside the lines of a change. */
export function renderAnnotations(
  { images, outcomes }: TestRun,
  annotate: Annotate,
): string[] {
  const lines = images.flatMap(({ id, flavour }) => {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'failed') {
      const file = `${flavour.path}/Dockerfile`;
      const message = renderError(outcome.error);
      return [annotate({ level: 'error', file, title: id, message })];
    }
    if (outcome?.state !== 'done') return [];
    const { tests, conformance } = outcome.result.record;
    const failures = tests
      .filter(({ passed }) => !passed)
      .map(({ name, place: { file, line }, messages }) =>
        annotate({
          level: 'error',
          ...{ file, line, title: `${id}: ${name}` },
          message: messages.join('\n'),
        }),
      );
    const file = `${flavour.path}/Dockerfile`;
    return [
      ...failures,
      ...conformance.findings.map((each) =>
        annotate(toAnnotation(each, { file })),
      ),
    ];
  });
  // Several images may fail because of the same line.
  return [...new Set(lines)];
}

/** Beside the line to blame, or at `elsewhere` without one. */
function toAnnotation(
  { rule, severity, message, expected, found, hint, place }: Finding,
  elsewhere: Place,
): Annotation {
  const { file, line } = place ?? elsewhere;
  const text = [
    message,
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(found === undefined ? [] : [`found: ${found}`]),
    hint,
  ];
  const level = severity === 'info' ? 'notice' : severity;
  return { level, file, line, title: rule, message: text.join('\n') };
}
