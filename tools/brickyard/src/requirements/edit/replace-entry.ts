import type { ListEntry, ListText } from './list-text';

/** The list with other words in the place of these. What stands around them stays. */
export function replaceEntry(
  { text }: ListText,
  { start, end }: ListEntry,
  written: string,
): string {
  return text.slice(0, start) + written + text.slice(end);
}
