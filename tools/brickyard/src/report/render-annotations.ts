import { renderError } from '../errors';
import type { TestRun } from '../run/run-image-tests';

/**
 * Failures as GitHub Actions shows them beside the lines of a change:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function renderAnnotations({ images, outcomes }: TestRun): string[] {
  return images.flatMap(({ id, flavour }) => {
    const outcome = outcomes.get(id);
    if (outcome?.state === 'failed') {
      const file = `${flavour.path}/Dockerfile`;
      return [annotate({ file, title: id }, renderError(outcome.error))];
    }
    if (outcome?.state !== 'done') return [];
    return outcome.result.record.tests
      .filter(({ passed }) => !passed)
      .map(({ name, place: { file, line }, messages }) =>
        annotate({ file, line, title: `${id}: ${name}` }, messages.join('\n')),
      );
  });
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
