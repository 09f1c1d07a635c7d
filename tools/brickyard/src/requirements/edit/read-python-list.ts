import { parseLine } from '../grammar/parse-line';
import { LINE_END } from '../grammar/python-text';
import {
  COMMENT,
  splitWholeLines,
  type WholeLine,
} from '../grammar/split-requirement-lines';
import { GrammarFault } from '../grammar/text-scanner';
import type { Requirement, Unplaced } from '../requirement';
import {
  findLines,
  type ListEntry,
  type ListText,
  type TextLine,
} from './list-text';

type Named = Extract<Unplaced<Requirement>, { kind: 'package' | 'location' }>;

export interface PythonEntry extends ListEntry {
  requirement: Named;
}

/** What a requirements file names, as pip reads it. Lines that nobody can read are left alone. */
export function readPythonList(text: string): ListText<PythonEntry> {
  const lines = findLines(text, LINE_END);
  const entries = splitWholeLines(text).flatMap((line) => {
    const requirement = parseNamed(line.text);
    if (requirement?.name === undefined) return [];
    const { name } = requirement;
    const place = placeOf(text, lines, line);
    return [{ names: [name], requirement, ...place }];
  });
  return { text, lines, entries, call: '' };
}

function parseNamed(text: string): Named | undefined {
  try {
    const [first] = parseLine(text);
    return first?.kind === 'package' || first?.kind === 'location'
      ? first
      : undefined;
  } catch (error) {
    if (error instanceof GrammarFault) return undefined;
    throw error;
  }
}

function placeOf(
  text: string,
  lines: readonly TextLine[],
  { line, end: lastLine }: WholeLine,
) {
  const first = lines[line - 1] ?? { start: 0, end: text.length };
  const last = lines[lastLine - 1] ?? first;
  const content = text.slice(last.start, last.end).replace(COMMENT, '');
  const start = first.start + text.slice(first.start).search(/\S/);
  const end = last.start + content.trimEnd().length;
  const written = text.slice(start, end);
  const command = { line, lastLine };
  return { text: written, start, end, line, lastLine, command };
}
