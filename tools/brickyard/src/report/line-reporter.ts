import type { Reporter } from '../run/shell/reporter';

/** Where lines go; a live terminal also has a width. */
export interface Output {
  write(text: string): void;
  isTTY?: boolean;
  columns?: number;
}

/**
 * Whole lines, each named by its image, that stay readable in a log. On a
 * terminal one line below them shows what every image is doing right now.
 */
export function createReporter(output: Output): Reporter {
  const running = new Map<string, string>();
  const clear = output.isTTY ? '\r\u001b[2K' : '';
  const draw = (): void => {
    if (!output.isTTY || running.size === 0) return;
    const parts = [...running].map(([id, text]) => `${id} ${text}`);
    output.write(parts.join(' · ').slice(0, (output.columns ?? 80) - 1));
  };
  const print = (text: string): void => {
    output.write(`${clear}${text}\n`);
    draw();
  };
  // A step's name may hold a whole heredoc; each of its lines is named too.
  const printLines = (image: string, text: string): void =>
    print(text.replace(/^/gm, `${image} │ `));
  return {
    line: printLines,
    warn: (message) => print(`warning: ${message}`),
    status(image, text) {
      running.set(image, text.replace(/\s+/g, ' '));
      if (output.isTTY) output.write(clear);
      draw();
    },
    settle(image) {
      running.delete(image);
      if (output.isTTY) output.write(clear);
      draw();
    },
  };
}
