import { isBlank, lineOf, type ListEntry, type ListText } from './list-text';

/**
 * The list without one of its packages. A comment behind it goes with its line, and
 * comments above it stay: they may be about others, too.
 */
export function removeEntry(list: ListText, entry: ListEntry): string {
  const { entries } = list;
  const others = entries.filter((other) => other !== entry);
  const isOn = (line: number, lastLine: number) =>
    others.some((each) => each.line <= lastLine && each.lastLine >= line);
  const { command } = entry;
  if (!isOn(command.line, command.lastLine))
    return removeLines(list, command.line, command.lastLine);
  if (isOn(entry.line, entry.lastLine) || entry.line === command.line)
    return cutWord(list, entry);
  if (entry.lastLine < command.lastLine)
    return removeLines(list, entry.line, entry.lastLine);
  return removeLastLine(list, entry);
}

/** A blank line on both sides of a gap is one too many. */
function removeLines(list: ListText, first: number, last: number): string {
  const { text, lines } = list;
  const isGap = (line: number) => isBlank(lineOf(list, line));
  const isAtEnd = last === lines.length;
  const from = isAtEnd && first > 1 && isGap(first - 1) ? first - 1 : first;
  const to = !isAtEnd && isGap(first - 1) && isGap(last + 1) ? last + 1 : last;
  const start = lines[from - 1]?.start ?? 0;
  return text.slice(0, start) + text.slice(lines[to - 1]?.next ?? text.length);
}

/** What stood before it joins nothing any more. */
function removeLastLine(list: ListText, { line }: ListEntry): string {
  const { text, lines } = list;
  const [before, own] = [lines[line - 2], lines[line - 1]];
  const start = before?.start ?? 0;
  const kept = lineOf(list, line - 1).replace(/[ \t]*\\$/, '');
  const ending = text.slice(before?.end, before?.next);
  return (
    text.slice(0, start) + kept + ending + text.slice(own?.next ?? text.length)
  );
}

/** The blanks before it go with it; of the first word on a line, those behind it. */
function cutWord({ text, lines }: ListText, { line, start, end }: ListEntry) {
  const before = text.slice(lines[line - 1]?.start, start);
  const kept = before.trimEnd();
  if (kept !== '')
    return text.slice(0, start - before.length + kept.length) + text.slice(end);
  return text.slice(0, start) + text.slice(end).replace(/^[ \t]+/, '');
}
