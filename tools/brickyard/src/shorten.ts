/** At most `length` units of a text; the last is an ellipsis if more was there. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  // A character may take two units: half of one is not kept.
  return `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
