import { spawn } from '@lydell/node-pty';
import { Terminal } from '@xterm/headless';

export interface TerminalOptions {
  cwd: string;
  columns: number;
  environment: Readonly<Record<string, string | undefined>>;
}

/** How a command has left a terminal. */
export interface LeftScreen {
  status: number;
  /** Scrollback and screen; a line that was wrapped is one line. */
  text: string;
}

/** Nx's terminal view at its end: `3/3 (364ms)` */
const finishedView = /\b(\d+)\/\1 \(/;

/**
 * Runs a command as a person does who looks at it, to its end. A terminal view
 * that waits for them is quit once all is done.
 */
export async function runInTerminal(
  [program = '', ...args]: readonly string[],
  { cwd, columns, environment }: TerminalOptions,
): Promise<LeftScreen> {
  const size = { cols: columns, rows: 24 };
  const terminal = new Terminal({
    ...size,
    scrollback: 10_000,
    allowProposedApi: true,
  });
  const env = { ...environment };
  const command = spawn(program, args, { ...size, cwd, env });
  let hasQuit = false;
  command.onData((data) =>
    terminal.write(data, () => {
      const isView = terminal.buffer.active.type === 'alternate';
      if (hasQuit || !isView || !finishedView.test(readText(terminal))) return;
      hasQuit = true;
      command.write('q');
    }),
  );
  // Programs ask a terminal where its cursor is, and what it can do.
  terminal.onData((answer) => command.write(answer));
  const status = await new Promise<number>((resolve) =>
    command.onExit(({ exitCode }) => resolve(exitCode)),
  );
  await new Promise<void>((resolve) => terminal.write('', resolve));
  if (terminal.buffer.active.type !== 'normal')
    throw new Error(`it left another screen:\n${readText(terminal)}`);
  return { status, text: readText(terminal) };
}

function readText({ buffer: { active } }: Terminal): string {
  let text = '';
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row);
    const next = active.getLine(row + 1);
    // What is wrapped goes on in the next row: its blanks belong to the text.
    const isCut = next?.isWrapped ?? false;
    text += line?.translateToString(!isCut) ?? '';
    if (!isCut) text += '\n';
  }
  return text.trimEnd();
}
