import { disarmCommands } from './disarm-commands';
import { showControls, spellForJson } from './show-controls';

/** Text that a terminal and a CI log only show. Applied twice, it is the same. */
export function printable(text: string): string {
  return disarmCommands(showControls(text));
}

/** The lines of a text for people, none of which does more than be read. */
export function renderLines(lines: readonly string[]): string {
  return printable(lines.join('\n'));
}

/** JSON for standard output: the same value, and a text that `printable` leaves alone. */
export function renderJson(value: unknown): string {
  const text = showControls(JSON.stringify(value, null, 2), spellForJson);
  return disarmCommands(text, '', spellForJson);
}
