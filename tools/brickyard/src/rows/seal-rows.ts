import { rowMark, testRowMark } from './row';

/** A script whose rows nobody can write without knowing what it says. */
export interface SealedScript {
  script: string;
  /** What the script printed, with the marks that parsers know. A forged row is an empty line. */
  open: (printed: string) => string;
}

const marks = [testRowMark, rowMark];

/**
 * Marks the rows of a script for one run. `token` is a word that cannot be
 * guessed: a program of the image that prints rows of its own prints none that
 * count. The shell of the image reads the script, and so may tell the token.
 */
export function sealRows(script: string, token: string): SealedScript {
  const seal = (mark: string) => `${mark}:${token}`;
  const openLine = (line: string): string => {
    const mark = marks.find((each) => line.startsWith(each));
    if (mark === undefined) return line;
    const start = `${seal(mark)}\t`;
    return line.startsWith(start) ? line.replace(seal(mark), mark) : '';
  };
  return {
    script: marks.reduce((text, mark) => text.replaceAll(mark, seal), script),
    open: (printed) => printed.split('\n').map(openLine).join('\n'),
  };
}

/**
 * A word of the shell between single quotes, in which `sealRows` finds no mark:
 * what people write into their tests stays as it is, and learns no token.
 */
export function hideMarks(quoted: string): string {
  return quoted.replaceAll('brickyard:', "brick''yard:");
}
