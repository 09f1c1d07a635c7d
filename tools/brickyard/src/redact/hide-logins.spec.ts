import { hideLogins } from './hide-logins';

describe('hideLogins', () => {
  it.each([
    ['COPY https://ann:pw@h/x /: no', 'COPY https://***@h/x /: no'],
    ['https://token@h git@h', 'https://***@h git@h'],
    ["secret: 'feed', url: 'https://h:80/a'", undefined],
    ['git+ssh://git@h/x ssh://ann@h', undefined],
    ['ssh://ann:pw@h', 'ssh://***@h'],
  ])('masks what %s logs in with, and nothing else', (text, hidden = text) => {
    expect(hideLogins(text)).toBe(hidden);
  });
});
