import { BrickyardError, isBrickyardError, renderError } from '../errors';

/** The command that Nx was called with, and where it writes. */
interface Terminal {
  argv: readonly string[];
  stderr: { write: (text: string) => unknown };
}

/**
 * Nx prints an error's message and nothing else of it: code and hint go in there.
 * Some commands print not even that, so then it is printed here.
 */
export function withHint<T>(work: () => T, terminal: Terminal = process): T {
  try {
    return work();
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    const { code, problems } = error;
    const whole = renderError(error);
    if (isLeftOut(terminal.argv)) terminal.stderr.write(`\n${whole}\n`);
    throw new BrickyardError(code, whole, { cause: error, problems });
  }
}

/**
 * These say "Failed to process project graph" and no more, without --verbose. A
 * plugin in a process of its own cannot know the command: told twice is better
 * than not at all.
 */
function isLeftOut([, program = '', command = '']: readonly string[]): boolean {
  const isOwnProcess = /plugin-worker\.[jt]s$/.test(program);
  return isOwnProcess || ['run-many', 'affected', 'exec'].includes(command);
}
