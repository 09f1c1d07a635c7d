import { maskSecrets } from '../redact/mask-secrets';
import { disarmCommands } from './disarm-commands';
import { showControls, showLine } from './show-controls';

/** Where lines go; a live terminal also has a width. */
export interface Output {
  write(text: string): void;
  isTTY?: boolean;
  columns?: number;
}

/** The one way out to a terminal or a CI log. */
export interface Outlet extends Output {
  /** Any text: what is foreign in it is shown, and never obeyed. */
  write(text: string): void;
  /** One line that the CI service is meant to obey; its foreign parts are escaped. */
  command(line: string): void;
  /** Clears the line that a live terminal shows; nothing elsewhere. */
  erase(): void;
}

/** As much of a line's end as can be the beginning of a command. */
const LONGEST_START = 200;

/**
 * Writes to `output` alone. Every one of `secrets` is masked. It remembers the
 * line it is in, so that no command comes together from two writes.
 */
export function openOutlet(
  output: Output,
  secrets: readonly string[] = [],
): Outlet {
  if (isOutlet(output)) return output;
  let line = '';
  const send = (text: string) => {
    line = `${line}${text}`.split('\n').at(-1)?.slice(-LONGEST_START) ?? '';
    output.write(text);
  };
  const mask = (text: string) => maskSecrets(text, secrets);
  return {
    write: (text) => send(disarmCommands(showControls(mask(text)), line)),
    command: (text) =>
      send(`${line === '' ? '' : '\n'}${showLine(mask(text))}\n`),
    erase: () => {
      if (output.isTTY) output.write('\r\u001b[2K');
      line = '';
    },
    get isTTY() {
      return output.isTTY;
    },
    get columns() {
      return output.columns;
    },
  };
}

function isOutlet(output: Output): output is Outlet {
  return 'command' in output;
}
