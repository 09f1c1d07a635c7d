/** A value of a JSON text, and where it stands: `[start, end)`. */
export interface JsonNode {
  value: unknown;
  start: number;
  end: number;
  /** Of an object or array, in the order of the text. */
  entries: JsonEntry[];
}

export interface JsonEntry {
  /** Where the key begins, or the element. */
  start: number;
  key?: string;
  node: JsonNode;
}

const TOKEN =
  /\s*([{}[\],:]|"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/y;

/** For text that JSON.parse takes. */
export function parseNodes(text: string): JsonNode {
  let at = 0;
  const next = (): { token: string; start: number } => {
    TOKEN.lastIndex = at;
    const [, token = ''] = TOKEN.exec(text) ?? [];
    if (token === '') throw new Error(`no JSON at offset ${at}`);
    at = TOKEN.lastIndex;
    return { token, start: at - token.length };
  };
  const readNode = (): JsonNode => {
    const { token, start } = next();
    const entries: JsonEntry[] = [];
    if (token === '{' || token === '[') readEntries(token, entries);
    const value: unknown = JSON.parse(text.slice(start, at));
    return { value, start, end: at, entries };
  };
  const readEntries = (open: string, entries: JsonEntry[]): void => {
    for (;;) {
      const before = at;
      const { token, start } = next();
      if (token === '}' || token === ']') return;
      if (token === ',') continue;
      if (open === '[') at = before;
      else next();
      const key = open === '{' ? (JSON.parse(token) as string) : undefined;
      entries.push({ start, key, node: readNode() });
    }
  };
  return readNode();
}
