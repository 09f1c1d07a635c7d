/**
 * Starts each line that a script of ours prints in a container. Programs of the
 * image print there too: what does not start with a mark is not for us.
 * What does may be forged, so a script is sealed before it runs: see `sealRows`.
 */
export const rowMark = 'brickyard:row';

/**
 * Of the script that runs tests. It puts this mark before each line that a
 * program of the image prints, so such a line never starts with a mark itself.
 */
export const testRowMark = 'brickyard:test';

/** Seconds until the shell of an image has to say that it has begun a script. */
export const SHELL_SILENCE = 30;

export type RowMark = typeof rowMark | typeof testRowMark;

/** `mark <tab> kind <tab> field <tab> field` */
export interface Row {
  kind: string;
  fields: readonly string[];
  /** Of the text, counted from 1. */
  line: number;
}

/** The lines of a container's output that start with `mark`, in their order. */
export function parseRows(text: string, mark: RowMark): Row[] {
  const start = `${mark}\t`;
  return text.split('\n').flatMap((line, index) => {
    if (!line.startsWith(start)) return [];
    const [kind = '', ...fields] = line.slice(start.length).split('\t');
    return [{ kind, fields, line: index + 1 }];
  });
}

/** Scripts print `-` where there is nothing, so that no field is empty. */
export function orNull(field: string): string | null {
  return field === '-' ? null : field;
}
