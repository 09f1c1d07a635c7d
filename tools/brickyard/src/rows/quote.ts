/** Quotes a text, so that a POSIX shell reads it as one word. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
