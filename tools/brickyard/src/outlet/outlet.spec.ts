import { openOutlet } from './outlet';

function open(isTTY = false, secrets: string[] = []) {
  const parts: string[] = [];
  const output = { write: (text: string) => void parts.push(text), isTTY };
  const outlet = openOutlet(output, secrets);
  return { outlet, text: () => parts.join('') };
}

describe('openOutlet', () => {
  it('shows what a terminal or a CI service would obey', () => {
    const { outlet, text } = open();
    outlet.write('a\u001b[2J\n::error::b\n');
    expect(text()).toBe('a\\x1b[2J\n:\\x3aerror::b\n');
  });

  it.each([
    [['##v', 'so[task.complete]\n'], '##vso\\x5btask.complete]\n'],
    [['x\n:', ':error::y\n'], 'x\n:\\x3aerror::y\n'],
    [['x'.repeat(5000), '##', '[error]'], `${'x'.repeat(5000)}##\\x5berror]`],
  ])('lets no command come together from several writes', (parts, whole) => {
    const { outlet, text } = open();
    for (const part of parts) outlet.write(part);
    expect(text()).toBe(whole);
  });

  it('gives a command a line of its own', () => {
    const { outlet, text } = open();
    outlet.write('half');
    outlet.command('::error title=a::b\u001b\n::error::c');
    expect(text()).toBe('half\n::error title=a::b\\x1b\\n::error::c\n');
  });

  it('clears the line of a live terminal, and nothing else', () => {
    const log = open();
    log.outlet.erase();
    expect(log.text()).toBe('');
    const terminal = open(true);
    terminal.outlet.erase();
    expect(terminal.text()).toBe('\r\u001b[2K');
  });

  it('masks what it is told to', () => {
    const { outlet, text } = open(false, ['hunter2']);
    outlet.write('http://ann:hunter2@proxy\n');
    outlet.command('::error::hunter2');
    expect(text()).toBe('http://ann:***@proxy\n::error::***\n');
  });

  it('is not put around itself', () => {
    const { outlet } = open();
    expect(openOutlet(outlet)).toBe(outlet);
  });
});
