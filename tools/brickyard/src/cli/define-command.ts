import { findLikely } from '../hint-names';
import type { Command, Shell } from './shell';

export interface CommandParts<Asked extends { help?: boolean }> {
  usage: string;
  /** A text, or what `parseArgs` throws, says what is wrong with the call. */
  parse: (args: string[]) => Asked | string;
  /** Resolves to the exit code. */
  run: (asked: Asked, shell: Shell) => Promise<number>;
}

/** Exits with 2 and the usage for a wrong call; `--help` prints it and exits with 0. */
export function defineCommand<Asked extends { help?: boolean }>({
  usage,
  parse,
  run,
}: CommandParts<Asked>): Command {
  return async (args, shell) => {
    const asked = explainCall(() => parse([...args]));
    if (typeof asked === 'string') {
      shell.stderr.write(`${asked}${askOption(asked, usage)}\n\n${usage}`);
      return 2;
    }
    if (!asked.help) return run(asked, shell);
    shell.stdout.write(usage);
    return 0;
  };
}

function explainCall<Asked>(parse: () => Asked | string): Asked | string {
  try {
    return parse();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS_')) return message;
    throw error;
  }
}

/** An option that the usage lists, for a misspelt one. */
function askOption(message: string, usage: string): string {
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown === undefined) return '';
  const known = usage.match(/--[a-z][a-z-]*/g) ?? [];
  const likely = findLikely(unknown, [...new Set(known)]);
  return likely === undefined ? '' : `\ndid you mean ${likely}?`;
}
