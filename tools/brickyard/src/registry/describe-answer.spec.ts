import { gzipSync } from 'node:zlib';

import { describeAnswer, isWebPage, plainLine } from './describe-answer';

function answer(body: string | Uint8Array, type?: string) {
  const get = (name: string) =>
    name === 'content-type' ? (type ?? null) : null;
  return { headers: { get }, body: Buffer.from(body) };
}

describe('describeAnswer', () => {
  it.each([
    [
      '<title>Sign in</title><p>Guest\n  WiFi',
      'Text/HTML; charset=utf-8',
      'text/html, "Sign in Guest WiFi"',
    ],
    ['<style>p {}</style><SCRIPT>a()</script >Hello', undefined, '"Hello"'],
    ['', 'text/plain', 'text/plain, an empty body'],
    ['', undefined, 'an empty body'],
    ['x'.repeat(500), undefined, `"${'x'.repeat(119)}…"`],
    [
      'see https://ann:hunter2@proxy.test',
      undefined,
      '"see https://***@proxy.test"',
    ],
  ])('of %j as %s', (body, type, words) => {
    expect(describeAnswer(answer(body, type))).toBe(words);
  });

  it('shows no garbage', () => {
    const bytes = gzipSync('garbage');
    const shown = `application/gzip, ${bytes.length} bytes that are not text`;
    expect(describeAnswer(answer(bytes, 'application/gzip'))).toBe(shown);
  });

  it('masks what is known as a secret', () => {
    expect(describeAnswer(answer('no hunter2'), ['hunter2'])).toBe('"no ***"');
  });

  it('minds no character that the limit cuts', () => {
    const shown = describeAnswer(answer(`a${'é'.repeat(40_000)}`));
    expect(shown).toMatch(/^"aé+…"$/);
  });
});

describe('isWebPage', () => {
  it.each([
    ['text/html;charset=utf-8', true],
    ['application/json', false],
    [undefined, false],
  ])('of %s is %s', (type, expected) => {
    expect(isWebPage(answer('', type).headers)).toBe(expected);
  });
});

describe('plainLine', () => {
  it('reads a page that ends in the middle of a tag', () => {
    expect(plainLine('<p>a <script')).toBe('a <script');
  });
});
