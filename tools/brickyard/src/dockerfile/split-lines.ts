/** A line of the file without its end, `\n` and every `\r` before it. */
export interface Line {
  text: string;
  /** Where it starts in the file. */
  offset: number;
  /** 1-based. */
  number: number;
}

const BYTE_ORDER_MARK = '\ufeff';

export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let offset = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  while (offset < text.length) {
    const found = text.indexOf('\n', offset);
    const end = found < 0 ? text.length : found;
    let last = end;
    while (last > offset && text.charAt(last - 1) === '\r') last -= 1;
    const line = text.slice(offset, last);
    lines.push({ text: line, offset, number: lines.length + 1 });
    offset = end + 1;
  }
  return lines;
}
