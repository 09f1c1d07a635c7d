export interface CommandWord {
  text: string;
  /** 1-based. */
  line: number;
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
    const words = (isJoined ? code.slice(0, -1) : code).match(/[^ \t]+/g) ?? [];
    open.push(...words.map((word) => ({ text: word, line: index + 1 })));
    if (isJoined) continue;
    commands.push(open);
    open = [];
  }
  return [...commands, open].filter((words) => words.length > 0);
}
