import { redact } from './redact';

describe('redact', () => {
  it.each([
    ['https://u:p@h/x', 'https://***@h/x'],
    ['https://token@h/x', 'https://***@h/x'],
    ['https://u:p/q@h/x', 'https://***@h/x'],
    ['https://${USER}:${PW}@h/x', 'https://***@h/x'],
    ['--proxy u:p@h:8080', '--proxy ***@h:8080'],
    ['https://h/x?sig=s&a=b#egg=c', 'https://h/x?***#egg=c'],
    ['https://h:8080/x.git@main', 'https://h:8080/x.git@main'],
    ['git+https://h/x.git@main', 'git+https://h/x.git@main'],
    ['git+ssh://git@h/x.git', 'git+ssh://git@h/x.git'],
    ['name @ https://h/x', 'name @ https://h/x'],
    ['a https://u:p@h b https://u:p@i', 'a https://***@h b https://***@i'],
  ])('prints %s as %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});
