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

const COMMENT = new RegExp(`(?<![^${blanks}])#.*$`, 's');
const COMMENT_LINE = new RegExp(`^[${blanks}]*#`);

/** https://pip.pypa.io/en/stable/reference/requirements-file-format/#line-continuations */
export function splitRequirementLines(text: string): RequirementLine[] {
  return joinLines(splitPythonLines(text.replace(/^\ufeff/, '')))
    .map(({ text: joined, line }) => ({
      text: stripBlanks(joined.replace(COMMENT, '')),
      line,
    }))
    .filter((line) => line.text !== '');
}

function joinLines(physical: readonly string[]): RequirementLine[] {
  const logical: RequirementLine[] = [];
  let open: RequirementLine | undefined;
  for (const [index, raw] of physical.entries()) {
    const current = open ?? { text: '', line: index + 1 };
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
