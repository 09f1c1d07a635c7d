import { createReporter } from './line-reporter';

/** What a reader of the terminal sees: `\r` and the erasing code applied. */
function screenOf(written: string): string[] {
  return written
    .split('\n')
    .map((line) => line.slice(line.lastIndexOf('\r\u001b[2K') + 1))
    .map((line) => line.replace('\u001b[2K', ''));
}

function open(output: { isTTY?: boolean; columns?: number } = {}) {
  let text = '';
  const write = (more: string) => void (text += more);
  const reporter = createReporter({ ...output, write });
  return { reporter, text: () => text, screen: () => screenOf(text) };
}

describe('createReporter', () => {
  it('writes whole lines, and no more, to a log', () => {
    const { reporter, text } = open();
    reporter.status('a@1', 'RUN a');
    reporter.line('a@1', 'done');
    reporter.warn('no engine');
    reporter.settle('a@1');
    expect(text()).toBe('a@1 │ done\nwarning: no engine\n');
  });

  it('names every line of a text', () => {
    const { reporter, text } = open();
    reporter.line('a@1', 'RUN <<EOF\n  one\nEOF');
    expect(text()).toBe('a@1 │ RUN <<EOF\na@1 │   one\na@1 │ EOF\n');
  });

  it('keeps what images are at below the lines of a terminal', () => {
    const { reporter, screen } = open({ isTTY: true, columns: 40 });
    reporter.status('a@1', 'RUN a');
    reporter.status('b@1', 'RUN b');
    expect(screen()).toEqual(['a@1 RUN a · b@1 RUN b']);
    reporter.line('a@1', 'out');
    reporter.status('a@1', 'RUN c');
    expect(screen()).toEqual(['a@1 │ out', 'a@1 RUN c · b@1 RUN b']);
    reporter.settle('a@1');
    reporter.warn('slow');
    expect(screen()).toEqual(['a@1 │ out', 'warning: slow', 'b@1 RUN b']);
    reporter.settle('b@1');
    expect(screen()).toEqual(['a@1 │ out', 'warning: slow', '']);
  });

  it.each([
    ['as wide as the terminal', 20],
    ['as wide as most', undefined],
  ])('keeps it on one line, %s', (_what, columns) => {
    const { reporter, screen } = open({ isTTY: true, columns });
    reporter.status('a@1', `RUN <<EOF\n${'x'.repeat(200)}`);
    const [line = '', ...more] = screen();
    expect(more).toEqual([]);
    expect(line).toHaveLength((columns ?? 80) - 1);
  });
});
