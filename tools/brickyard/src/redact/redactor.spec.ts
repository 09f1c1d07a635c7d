import { createRedactor } from './redactor';

describe('createRedactor', () => {
  it.each([
    ['without its line end', 'hunter2\n', 'x hunter2 y', 'x *** y'],
    ['in a URL', 'p@ss/1', 'http://ann:p%40ss%2F1@host', 'http://ann:***@host'],
    [
      'line by line',
      '[pip]\r\nindex = secret\r\n',
      '  index = secret',
      '  ***',
    ],
    [
      'that is an address by its password alone',
      'https://ann:p%40ssw0rd@host/simple\n',
      'no p@ssw0rd, no p%40ssw0rd for ann at host/simple',
      'no ***, no *** for ann at host/simple',
    ],
    ['with a lone %', 'http://ann:100%sure@host', 'x 100%sure', 'x ***'],
    ['but not a short password', 'http://a:b@host', 'a b', 'a b'],
    ['but not a short line of it', '[pip]\nindex = x', '[pip]', '[pip]'],
  ])('masks a secret %s', (_how, secret, text, expected) => {
    const redactor = createRedactor();
    redactor.add(secret);
    expect(redactor.redact(text)).toBe(expected);
  });
});
