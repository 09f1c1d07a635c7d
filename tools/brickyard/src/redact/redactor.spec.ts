import { randomBytes } from 'node:crypto';

import { createRedactor } from './redactor';

const basic = (login: string) => Buffer.from(login).toString('base64');

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
    ['in a URL of small digits', 'p@ss/1', 'p%40ss%2f1', '***'],
    ['in a URL of Python', "p@ss/1 'x'", 'p%40ss/1+%27x%27', '***'],
    ['in a URL of curl', "p(s)!'x'", 'p%28s%29%21%27x%27', '***'],
    ['in JSON', 'a"b\\c\nd', '{"x": "a\\"b\\\\c\\nd"}', '{"x": "***"}'],
    ['in base64', 'hunter2!', 'got aHVudGVyMiE= here', 'got *** here'],
    ['that is short in base64', 'abc12', 'YWJjMTI= YWJjMTIK', '*** ***'],
    ['in base64 by echo', 'hunter2!', 'aHVudGVyMiEK', '***'],
    ['in base64 for a URL', 'hunter2>>>?', 'aHVudGVyMj4-Pj8', '***'],
    [
      'in the base64 of a login',
      'hunter2!',
      [...'abc'].map((_, n) => basic(`${'u'.repeat(n)}:hunter2!`)).join(' '),
      /^(?:[\w+/]{1,4}\*{3}[\w=]{0,3} ?){3}$/,
    ],
    ['after a name', 'machine h login ann password hunter2', 'hunter2', '***'],
    ['of npm', '//h/:_authToken=abcdef1234', 'is abcdef1234', 'is ***'],
    [
      'of Docker',
      '{"auths":{"h":{"auth":"YW5uOmh1bnRlcjI="}}}',
      'YW5uOmh1bnRlcjI=',
      '***',
    ],
    ['but not an empty one', '\n', 'Cg== %', 'Cg== %'],
    ['but not a short password', 'http://a:b@host', 'a b', 'a b'],
    ['but not a short line of it', '[pip]\nindex = x', '[pip]', '[pip]'],
  ])('masks a secret %s', (_how, secret, text, expected) => {
    const redactor = createRedactor();
    redactor.add(secret);
    const redacted = redactor.redact(text);
    if (typeof expected === 'string') expect(redacted).toBe(expected);
    else expect(redacted).toMatch(expected);
  });

  it('masks each line of a long secret in base64', () => {
    const key = Array.from({ length: 9 }, (_, n) => `line ${n} of a key`);
    const redactor = createRedactor();
    redactor.add(`${key.join('\n')}\n`);
    const digits = Buffer.from(key.join('\n')).toString('base64');
    for (const width of [64, 76]) {
      const lines = digits.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
      expect(lines.map(redactor.redact)).toEqual(lines.map(() => '***'));
    }
  });

  it.each([0, 1, 2, 3, 30, 55, 56, 57])(
    'masks what base64 cuts at the ends of its lines, behind %d bytes',
    (before) => {
      const secret = randomBytes(60).toString('hex');
      const redactor = createRedactor();
      redactor.add(secret);
      const whole = Buffer.from(`${'x'.repeat(before)}${secret} and more\n`);
      const lines = whole.toString('base64').match(/.{1,76}/g) ?? [];
      const shown = lines.map((line) => redactor.redact(line)).join('');
      for (let at = 0; at + 12 <= secret.length; at += 3) {
        const piece = Buffer.from(secret.slice(at, at + 12));
        const digits = [0, 1, 2].map((n) =>
          Buffer.concat([Buffer.alloc(n), piece])
            .toString('base64')
            .slice(n + 1, -4),
        );
        for (const each of digits) expect(shown).not.toContain(each);
      }
    },
  );
});
