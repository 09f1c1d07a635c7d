import { spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';

/**
 * This process's streams as they are, for a program that somebody asked for by
 * name: nothing is shown in place of what it prints, and nothing is masked.
 */
export interface RawStreams {
  input: Readable;
  /** Where both ends are one. */
  terminal?: RawTerminal;
  /** Resolves when there is room for more, also when nobody reads any more. */
  write: (bytes: Uint8Array, to: 'stdout' | 'stderr') => Promise<void>;
  /** Aborted when nobody reads any more. */
  closed: AbortSignal;
  /** So that this process can end, though nobody has ended its input. */
  release: () => void;
}

export interface RawTerminal {
  size: () => { columns: number; rows: number };
  onResize: (listener: () => void) => () => void;
  /** Keys arrive as they are pressed, Ctrl-C too, until what this returns is called. */
  takeKeys: () => () => void;
}

/** Where a terminal does not tell. */
const usual = { columns: 80, rows: 24 };

/** Opens stdin, so nothing that does not read may call it. */
export function openRawStreams(): RawStreams {
  const { stdin, stdout, stderr } = process;
  const closing = new AbortController();
  const close = () => closing.abort();
  // A terminal that was closed fails all three.
  for (const stream of [stdin, stdout, stderr]) stream.on('error', close);
  const streams = { stdout, stderr };
  return {
    input: stdin,
    ...(stdin.isTTY && stdout.isTTY && { terminal: openTerminal() }),
    write: (bytes, to) =>
      new Promise((resolve) => streams[to].write(bytes, () => resolve())),
    closed: closing.signal,
    release: () => {
      stdin.pause();
      // Paused input of some kinds keeps a process alive.
      if ('unref' in stdin) stdin.unref();
    },
  };
}

function openTerminal(): RawTerminal {
  const { stdin, stdout } = process;
  return {
    size: () => ({
      columns: stdout.columns || usual.columns,
      rows: stdout.rows || usual.rows,
    }),
    onResize: (listener) => {
      stdout.on('resize', listener);
      return () => void stdout.off('resize', listener);
    },
    takeKeys: () => {
      stdin.setRawMode(true);
      leaveOutput();
      return () => void stdin.setRawMode(false);
    },
  };
}

/**
 * Node's raw mode still turns each line's end into two characters, which moves the
 * cursor of a program that draws. Giving the keys back also undoes this. Where there
 * is no stty, as on Windows, nothing is turned.
 */
function leaveOutput(): void {
  spawnSync('stty', ['-opost'], { stdio: [0, 'ignore', 'ignore'] });
}
