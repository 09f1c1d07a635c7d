export interface CommandWord {
  text: string;
  /** 1-based. */
  line: number;
  /** Where it begins in its line, from 0. */
  column: number;
}

/**
 * The words of each command, as a shell splits them when nothing is quoted:
 * `\` at the very end of a line joins, a comment ends the command.
 */
export function splitCommands(text: string): CommandWord[][] {
  const commands: CommandWord[][] = [];
  let open: CommandWord[] = [];
  for (const [index, physical] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    const code = physical.replace(/(^|[ \t])#.*$/, '');
    const isJoined = code === physical && code.endsWith('\\');
    const words = (isJoined ? code.slice(0, -1) : code).matchAll(/[^ \t]+/g);
    for (const { 0: word, index: column } of words)
      open.push({ text: word, line: index + 1, column });
    if (isJoined) continue;
    commands.push(open);
    open = [];
  }
  return [...commands, open].filter((words) => words.length > 0);
}
