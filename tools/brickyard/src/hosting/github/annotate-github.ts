import type { Annotation } from '../../annotation';
import { printable } from '../../outlet/printable';

/**
 * A workflow command; what has no value is left out:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function annotateGithub({
  level,
  message,
  ...properties
}: Annotation): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const words = list.length > 0 ? `${level} ${list.join(',')}` : level;
  return `::${words}::${escapeData(message)}`;
}

/** As GitHub's own toolkit writes them; nothing in it is a command of its own. */
function escapeData(text: string): string {
  return printable(text)
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll('\t', ' ');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
