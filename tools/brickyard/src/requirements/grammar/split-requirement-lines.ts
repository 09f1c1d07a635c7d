import {
  blanks,
  splitPythonLines,
  stripBlanks,
  stripSigns,
} from './python-text';

/** What pip reads as one line: joined by `\`, comments left out. */
export interface RequirementLine {
  text: string;
  /** Line on which it starts, 1-based. */
  line: number;
}

/** The same with the line on which it ends. */
export interface WholeLine extends RequirementLine {
  end: number;
}

/** A comment, to the end of its line. */
export const COMMENT = new RegExp(`(?<![^${blanks}])#.*$`, 's');
const COMMENT_LINE = new RegExp(`^[${blanks}]*#`);

/** https://pip.pypa.io/en/stable/reference/requirements-file-format/#line-continuations */
export function splitRequirementLines(text: string): RequirementLine[] {
  return splitWholeLines(text).map(({ text: content, line }) => {
    return { text: content, line };
  });
}

export function splitWholeLines(text: string): WholeLine[] {
  return joinLines(splitPythonLines(text.replace(/^\ufeff/, '')))
    .map(({ text: joined, ...lines }) => ({
      text: stripBlanks(joined.replace(COMMENT, '')),
      ...lines,
    }))
    .filter((line) => line.text !== '');
}

function joinLines(physical: readonly string[]): WholeLine[] {
  const logical: WholeLine[] = [];
  let open: WholeLine | undefined;
  for (const [index, raw] of physical.entries()) {
    const current = open ?? { text: '', line: index + 1, end: 0 };
    current.end = index + 1;
    // A comment line ends a continuation, even when a `\` ends the comment.
    const isComment = COMMENT_LINE.test(raw);
    const goesOn = raw.endsWith('\\') && !isComment;
    // pip takes off every `\` at either end of a line that goes on.
    if (goesOn) current.text += stripSigns(raw, (sign) => sign === '\\');
    else current.text += isComment ? ` ${raw}` : raw;
    open = goesOn ? current : undefined;
    if (open === undefined) logical.push(current);
  }
  return open ? [...logical, open] : logical;
}
