import { allowsPlainHttp, isLoopback } from './plain-http';

describe('isLoopback', () => {
  it.each(['localhost', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])(
    'knows %s',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each(['127.0.0.1.evil.test', 'localhost.test', '10.0.0.1', '128.0.0.1'])(
    'does not take %s for this machine',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});

describe('allowsPlainHttp', () => {
  it('asks for an exact host', () => {
    const url = new URL('http://evil-lab.test:5000/');
    expect(allowsPlainHttp(url, ['lab.test:5000', 'lab.test'])).toBe(false);
  });
});
