import { isDeepStrictEqual } from 'node:util';

import { type JsonEntry, type JsonNode, parseNodes } from './json-nodes';

const WIDTH = 60;

/**
 * A JSON text with another value, which keeps its layout wherever the value is
 * still the same.
 */
export function editJson(text: string, value: unknown): string {
  const root = parseNodes(text);
  return (
    text.slice(0, root.start) +
    renderNode(text, root, value) +
    text.slice(root.end)
  );
}

function renderNode(text: string, node: JsonNode, value: unknown): string {
  if (isDeepStrictEqual(node.value, value))
    return text.slice(node.start, node.end);
  const [first] = node.entries;
  const last = node.entries.at(-1);
  const parts = first && renderParts(text, node, value);
  if (first === undefined || last === undefined || parts === undefined)
    return renderFresh(value, indentAt(text, node.start));
  const open = text.slice(node.start, first.start);
  const close = text.slice(last.node.end, node.end);
  const isSpread = open.includes('\n');
  const separator = isSpread ? `,\n${indentAt(text, first.start)}` : ', ';
  return `${open}${joinParts(text, parts, separator)}${close}`;
}

/** A part of the new value. What is kept of the text has its entry there. */
interface Part {
  text: string;
  entry?: JsonEntry;
}

/** Between two neighbours of the old text, its comments stay. */
function joinParts(
  text: string,
  parts: readonly Part[],
  separator: string,
): string {
  const between = ({ entry }: Part, next: Part) =>
    entry && next.entry && next.entry.start > entry.node.end
      ? text.slice(entry.node.end, next.entry.start)
      : separator;
  return parts
    .map((part, index) => {
      const before = parts[index - 1];
      return before ? between(before, part) + part.text : part.text;
    })
    .join('');
}

/** `undefined` where none of the old text can be kept. */
function renderParts(
  text: string,
  { value: before, entries }: JsonNode,
  value: unknown,
): Part[] | undefined {
  const inner = indentAt(text, entries[0]?.start ?? 0);
  const render = (entry: JsonEntry | undefined, part: unknown, key = '') =>
    entry === undefined
      ? { text: key + renderFresh(part, inner) }
      : {
          entry,
          text:
            text.slice(entry.start, entry.node.start) +
            renderNode(text, entry.node, part),
        };
  if (Array.isArray(before) && Array.isArray(value)) {
    if (value.length < before.length) return undefined;
    return value.map((part, index) => render(entries[index], part));
  }
  if (!isRecord(before) || !isRecord(value)) return undefined;
  if (Object.keys(before).some((key) => !(key in value))) return undefined;
  return Object.entries(value).map(([key, part]) => {
    const entry = entries.find((each) => each.key === key);
    return render(entry, part, `${JSON.stringify(key)}: `);
  });
}

/** On one line where it is short, else as npm writes it. */
function renderFresh(value: unknown, indent: string): string {
  const spread = JSON.stringify(value, null, 2);
  const line = JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, ' ')
    .replace(/\[ | \]/g, (bracket) => bracket.trim());
  // A string that holds such white space is escaped, so it stays as it is.
  if (line.length <= WIDTH && isSame(line, value)) return line;
  return spread.replace(/\n/g, `\n${indent}`);
}

function isSame(line: string, value: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(line), JSON.parse(JSON.stringify(value)));
}

function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value instanceof Object && !Array.isArray(value);
}
