import type { Problem } from '../errors';

/** Starts each line that is the probe's own: a site profile may print, too. */
export const marker = 'brickyard';

/** What a probe printed, by kind of row. */
export interface Rows {
  /** Rows of one kind, their fields by these names. */
  take<Name extends string>(
    kind: string,
    names: readonly Name[],
  ): Record<Name, string>[];
  /** What is wrong with the rows taken so far. */
  problems: readonly Problem[];
}

/** Lines of `marker`, kind and fields, with a tab between them. `file` is for messages. */
export function readRows(text: string, file: string): Rows {
  const rows = text.split('\n').flatMap((line, index) => {
    const [mark, kind, ...fields] = line.split('\t');
    return mark === marker ? [{ kind, fields, line: index + 1 }] : [];
  });
  const problems: Problem[] = [];
  const take = <Name extends string>(kind: string, names: readonly Name[]) =>
    rows.flatMap((row) => {
      if (row.kind !== kind) return [];
      const { fields, line } = row;
      const isWhole =
        fields.length === names.length && fields.every((field) => field !== '');
      if (isWhole) return [nameFields(names, fields)];
      const message = `expected ${kind} with ${names.join(', ')}, received "${fields.join('", "')}"`;
      problems.push({ place: { file, line }, message });
      return [];
    });
  return { take, problems };
}

/** A probe prints `-` where there is nothing, for no field of a row is empty. */
export function orNull(field: string): string | null {
  return field === '-' ? null : field;
}

/** Nothing where a probe could not tell: no size is not a size of 0. */
export function sizeOf(field: string): { size?: number } {
  return field === '-' ? {} : { size: Number(field) };
}

function nameFields<Name extends string>(
  names: readonly Name[],
  fields: readonly string[],
): Record<Name, string> {
  const entries = names.map((name, index) => [name, fields[index] ?? '']);
  return Object.fromEntries(entries) as Record<Name, string>;
}
