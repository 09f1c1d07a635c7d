import { BrickyardError } from '../../errors';
import { renderLiteral } from '../../flavour/render-image-file';

export interface RuntimesEdit {
  /** The line that the image is to be built for. */
  add: string;
  /**
   * The line that it replaces; when left out, it comes first, beside the others.
   * Where both are there, this one is taken out.
   */
  replace?: string;
}

const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
const NOISE =
  /\/\/[^\n]*|\/\*.*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/gs;

/**
 * `image.ts` with another list of `runtimes`; nothing else of it is touched.
 * Throws FLAVOUR_INVALID, with the line, unless the list is written out as
 * `runtimes: ['…', '…']`.
 */
export function editRuntimes(
  text: string,
  file: string,
  { add, replace }: RuntimesEdit,
): string {
  const { start, end } = findList(text, file);
  const list = text.slice(start, end);
  const literals = [...blank(list, 'comments').matchAll(LITERAL)];
  const names = literals.map(([literal]) => literal.slice(1, -1));
  const old = literals[names.indexOf(replace ?? '')];
  if (names.includes(add)) {
    if (old === undefined || replace === add) return text;
    const rest = dropElement(list, old.index, old.index + old[0].length);
    return text.slice(0, start) + rest + text.slice(end);
  }
  if (old !== undefined) {
    const at = start + old.index;
    const quote = old[0].charAt(0);
    return `${text.slice(0, at)}${quote}${add}${quote}${text.slice(at + old[0].length)}`;
  }
  const first = literals[0];
  if (first === undefined) throw cannotEdit(text, file, start);
  const quoted = first[0].startsWith('"') ? `"${add}"` : renderLiteral(add);
  const at = start + first.index;
  // Like the first one: on a line of its own, or not.
  const indent = /\n([ \t]*)$/.exec(text.slice(start, at))?.[0] ?? ' ';
  return `${text.slice(0, at)}${quoted},${indent}${text.slice(at)}`;
}

/** A list without what is at `[from, to)`: with its comma, and a line that it has to itself with its comment. */
function dropElement(list: string, from: number, to: number): string {
  const code = blank(list, 'comments');
  const ahead = /^[ \t]*,?[ \t]*(?=\n)/.exec(code.slice(to));
  const behind = /\n[ \t]*$/.exec(code.slice(0, from));
  if (ahead !== null && behind !== null)
    return list.slice(0, behind.index) + list.slice(to + ahead[0].length);
  const comma = /^\s*,[ \t]*/.exec(code.slice(to));
  if (comma !== null)
    return list.slice(0, from) + list.slice(to + comma[0].length);
  const before = /,\s*$/.exec(code.slice(0, from));
  return list.slice(0, before?.index ?? from) + list.slice(to);
}

/** Offsets of what is between the brackets. */
function findList(text: string, file: string): { start: number; end: number } {
  const code = blank(text, 'all');
  const found = [...code.matchAll(/(?<![\w$.])runtimes\s*:\s*\[/g)].filter(
    // Deeper ones belong to a waiver.
    ({ index }) => depthOf(code.slice(0, index)) === 1,
  );
  const [match] = found;
  if (match === undefined || found.length > 1)
    throw cannotEdit(text, file, (found[1] ?? match)?.index);
  const start = match.index + match[0].length;
  const end = code.indexOf(']', start);
  // Strings and comments are blank: anything left is computed.
  if (end < 0 || /[^\s,]/.test(code.slice(start, end)))
    throw cannotEdit(text, file, match.index);
  return { start, end };
}

function depthOf(code: string): number {
  const count = (bracket: RegExp) => code.match(bracket)?.length ?? 0;
  return count(/[{[]/g) - count(/[}\]]/g);
}

/** The same length, so that offsets hold. A key in quotes stays a key. */
function blank(text: string, what: 'comments' | 'all'): string {
  return text.replace(NOISE, (part) => {
    if (/^.runtimes.$/.test(part)) return ' runtimes ';
    return what === 'all' || part.startsWith('/')
      ? part.replace(/[^\n]/g, ' ')
      : part;
  });
}

function cannotEdit(text: string, file: string, at?: number): BrickyardError {
  const line = at === undefined ? 1 : text.slice(0, at).split('\n').length;
  return new BrickyardError(
    'FLAVOUR_INVALID',
    `${file}:${line}: cannot be edited: write the lines out exactly once, as runtimes: ['17.3-LTS']`,
    { hint: 'edit it by hand, or write the list out' },
  );
}
