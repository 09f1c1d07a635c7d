import { redact } from './redact';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';

describe('redact', () => {
  it.each([
    ['userinfo', 'GET https://bob:hunter2@host/v2/', 'https://***@host/v2/'],
    ['token parameter', 'bad token=abc123 given', 'token=***'],
    ['token in JSON', '{"access_token":"abc123"}', '"access_token":"***"'],
    ['Authorization header', 'Authorization: Basic Ym9iOg==', ': ***'],
    ['credentials after a scheme', 'got Bearer abc123DEF', 'Bearer ***'],
    ['JWT', `expired: ${JWT}!`, 'expired: ***!'],
    ['signed query', 'https://s3/x?X-Amz-Signature=abc123', 'https://s3/x?***'],
    ['password', 'password: "hunter2"', 'password: "***"'],
    ['signature', 'sig=abc123&a=1', 'sig=***&a=1'],
  ])('hides a %s', (_name, text, expected) => {
    const redacted = redact(text);
    expect(redacted).toContain(expected);
    expect(redacted).not.toMatch(/hunter2|abc123|Ym9i|c2ln/);
  });

  it.each([
    'Basic authentication required',
    'requested access to the resource is denied',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'Bearer realm="https://auth.test/token",service="x"',
  ])('leaves %p alone', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('hides known secrets wherever they are', () => {
    expect(redact('wrong: s3cret/s3cret-2', ['s3cret', 's3cret-2'])).toBe(
      'wrong: ***/***',
    );
  });

  it('keeps a text readable when a known secret is one letter', () => {
    expect(redact('a cat sat', ['a', ''])).toBe('a cat sat');
  });

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
    ['detect-secret==1.0', 'detect-secret==1.0'],
    ['ubuntu:24.04@sha256:ab', 'ubuntu:24.04@sha256:ab'],
  ])('prints %s as %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});
