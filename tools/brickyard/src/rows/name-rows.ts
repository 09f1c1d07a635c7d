import type { Problem } from '../errors';
import { shorten } from '../shorten';
import { parseRows, rowMark } from './row';

/** Of a row in a message, and of messages: an image may print millions. */
const LONGEST_ROW = 200;
const MOST_PROBLEMS = 20;

/** Rows that must be whole, by kind. */
export interface NamedRows {
  /** Rows of one kind, their fields by these names. */
  take<Name extends string>(
    kind: string,
    names: readonly Name[],
  ): Record<Name, string>[];
  /** What is wrong with the rows taken so far. */
  problems: readonly Problem[];
}

/** What a script printed; `file` is what messages call the text. */
export function nameRows(text: string, file: string): NamedRows {
  const rows = parseRows(text, rowMark);
  const problems: Problem[] = [];
  const take = <Name extends string>(kind: string, names: readonly Name[]) =>
    rows.flatMap((row) => {
      if (row.kind !== kind) return [];
      const { fields, line } = row;
      const isWhole =
        fields.length === names.length && fields.every((field) => field !== '');
      if (isWhole) return [nameFields(names, fields)];
      const received = shorten(`"${fields.join('", "')}"`, LONGEST_ROW);
      const message = `expected ${kind} with ${names.join(', ')}, received ${received}`;
      if (problems.length < MOST_PROBLEMS)
        problems.push({ place: { file, line }, message });
      return [];
    });
  return { take, problems };
}

function nameFields<Name extends string>(
  names: readonly Name[],
  fields: readonly string[],
): Record<Name, string> {
  const entries = names.map((name, index) => [name, fields[index] ?? '']);
  return Object.fromEntries(entries) as Record<Name, string>;
}
