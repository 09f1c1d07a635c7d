import { type Node, parse, parseTree } from 'jsonc-parser';

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

/** As Nx reads nx.json. */
const OPTIONS = { allowTrailingComma: true };

/** For text that has been parsed before; comments belong to no node. */
export function parseNodes(text: string): JsonNode {
  const tree = parseTree(text, [], OPTIONS);
  if (tree === undefined) throw new Error('no value in a JSON text');
  return toNode(text, tree);
}

function toNode(text: string, { offset, length, children }: Node): JsonNode {
  const [start, end] = [offset, offset + length];
  const entries = (children ?? []).flatMap((child) => toEntry(text, child));
  const value: unknown = parse(text.slice(start, end), [], OPTIONS);
  return { value, start, end, entries };
}

function toEntry(text: string, child: Node): JsonEntry[] {
  const { offset: start } = child;
  if (child.type !== 'property') return [{ start, node: toNode(text, child) }];
  const [key, value] = child.children ?? [];
  if (key === undefined || value === undefined) return [];
  return [{ start, key: key.value as string, node: toNode(text, value) }];
}
