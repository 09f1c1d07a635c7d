import { disarmCommands } from './disarm-commands';

describe('disarmCommands', () => {
  it.each([
    ['##vso[task.complete]', '##vso\\x5btask.complete]'],
    ['1.0 ##VSO[task.complete]', '1.0 ##VSO\\x5btask.complete]'],
    ['x ##[error]y ##[group]z', 'x ##\\x5berror]y ##\\x5bgroup]z'],
    ['::error::x', ':\\x3aerror::x'],
    [' \t::add-mask::x', ' \t:\\x3aadd-mask::x'],
    ['\u00a0::error::x', '\u00a0:\\x3aerror::x'],
    ['one\n::stop-commands::t', 'one\n:\\x3astop-commands::t'],
    ['a │ ::error file=b,line=1::c', 'a │ :\\x3aerror file=b,line=1::c'],
    ['1.0\\n::error::x', '1.0\\n:\\x3aerror::x'],
    ['a\\u202e::error::x', 'a\\u202e:\\x3aerror::x'],
    ['::', ':\\x3a'],
  ])('%j', (text, disarmed) => {
    expect(disarmCommands(text)).toBe(disarmed);
    expect(disarmCommands(disarmed)).toBe(disarmed);
  });

  it.each([
    'std::vector and dplyr::filter(x)::y',
    'connect ECONNREFUSED ::1:5000',
    'listens on [::]:5000 and ::ffff:127.0.0.1',
    '## heading [link]',
    'a: b :: c',
  ])('leaves %j alone', (text) => expect(disarmCommands(text)).toBe(text));

  it.each([
    ['##vs', 'o[x]', 'o\\x5bx]'],
    ['##', '[error]', '\\x5berror]'],
    [':', ':error::', '\\x3aerror::'],
    ['  ', '::error::', ':\\x3aerror::'],
    ['no', '::error', '::error'],
    ['no ', '::error', ':\\x3aerror'],
  ])('goes on in a line that has %j', (before, text, disarmed) => {
    expect(disarmCommands(text, before)).toBe(disarmed);
  });

  it.each([' ::a', ' ', '\n', '##a', ':: ', '::a b'])(
    'reads 64 kB of %j at once',
    (part) => {
      const text = part.repeat(65_536 / part.length);
      expect(disarmCommands(text)).toContain('');
    },
  );
});
