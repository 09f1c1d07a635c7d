/** What pip reads as one line: joined by `\`, comments left out. */
export interface RequirementLine {
  text: string;
  /** Line on which it starts, 1-based. */
  line: number;
}

const COMMENT = /(^|\s+)#.*$/;

/** https://pip.pypa.io/en/stable/reference/requirements-file-format/#line-continuations */
export function splitRequirementLines(text: string): RequirementLine[] {
  const logical: RequirementLine[] = [];
  let open: RequirementLine | undefined;
  const physical = text.split(/\r\n|\r|\n/);
  for (const [index, raw] of physical.entries()) {
    const current = open ?? { text: '', line: index + 1 };
    // A comment line ends a continuation, even when a `\` ends the comment.
    const isComment = /^\s*#/.test(raw);
    current.text += isComment ? ` ${raw}` : raw.replace(/\\+$/, '');
    open = !isComment && raw.endsWith('\\') ? current : undefined;
    if (open === undefined) logical.push(current);
  }
  if (open) logical.push(open);
  // A byte order mark counts as white space here.
  return logical
    .map(({ text, line }) => ({ text: text.replace(COMMENT, '').trim(), line }))
    .filter((line) => line.text !== '');
}
