/** The items of `["a", "b"]`; `undefined` for a text that is no list of JSON. */
export function parseList(text: string): unknown[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    return JSON.parse(text) as unknown[];
  } catch {
    return undefined;
  }
}

export function isListOfTexts(items: readonly unknown[]): items is string[] {
  return items.every((item) => typeof item === 'string');
}
