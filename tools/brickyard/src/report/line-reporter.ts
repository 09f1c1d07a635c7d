import { openOutlet, type Output } from '../outlet/outlet';
import { showLine } from '../outlet/show-controls';
import type { Reporter } from '../run/shell/reporter';

/**
 * Whole lines, each named by its image, that stay readable in a log. On a
 * terminal one line below them shows what every image is doing right now.
 */
export function createReporter(given: Output): Reporter {
  const output = openOutlet(given);
  const running = new Map<string, string>();
  const draw = (): void => {
    if (!output.isTTY || running.size === 0) return;
    const parts = [...running].map(([id, text]) => `${id} ${text}`);
    output.write(parts.join(' · ').slice(0, (output.columns ?? 80) - 1));
  };
  const print = (text: string): void => {
    output.erase();
    output.write(`${text}\n`);
    draw();
  };
  // A step's name may hold a whole heredoc; each of its lines is named too.
  const printLines = (image: string, text: string): void =>
    print(text.replace(/^/gm, `${image} │ `));
  return {
    line: printLines,
    warn: (message) => print(`warning: ${message}`),
    status(image, text) {
      running.set(image, showLine(text.replace(/\s+/g, ' ')));
      output.erase();
      draw();
    },
    settle(image) {
      running.delete(image);
      output.erase();
      draw();
    },
  };
}
