import { BrickyardError, isBrickyardError, renderError } from '../errors';
import { standardError, textForNx } from '../outlet/standard-streams';

/** The command that Nx was called with, and where it writes. */
interface Terminal {
  argv: readonly string[];
  stderr: { write: (text: string) => unknown };
}

function nxTerminal(): Terminal {
  return { argv: process.argv, stderr: standardError() };
}

/**
 * Nx prints only an error's message, so code and hint go into it. Some commands
 * do not print even that; then it is printed here.
 */
export function withHint<T>(
  work: () => T,
  terminal: Terminal = nxTerminal(),
): T {
  try {
    return work();
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const { code, problems } = error;
    const whole = textForNx(renderError(error));
    if (isLeftOut(terminal.argv)) terminal.stderr.write(`\n${whole}\n`);
    throw new BrickyardError(code, whole, { cause: error, problems });
  }
}

/**
 * Without --verbose, these print only "Failed to process project graph". A plugin
 * in a process of its own cannot know the command: printing an error twice is
 * better than not at all.
 */
function isLeftOut([, program = '', command = '']: readonly string[]): boolean {
  const isOwnProcess = /plugin-worker\.[jt]s$/.test(program);
  return isOwnProcess || ['run-many', 'affected', 'exec'].includes(command);
}
