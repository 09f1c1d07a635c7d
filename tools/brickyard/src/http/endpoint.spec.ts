import { allowsPlainHttp, isLoopback, registryOrigin } from './endpoint';

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

describe('registryOrigin', () => {
  it.each([
    ['127.0.0.1:5000', 'http://127.0.0.1:5000/'],
    ['localhost:5000', 'http://localhost:5000/'],
    ['[::1]:5000', 'http://[::1]:5000/'],
    ['localhost:443', 'https://localhost/'],
    ['ghcr.io', 'https://ghcr.io/'],
    ['registry.test:8443', 'https://registry.test:8443/'],
    ['lab.test:5000', 'http://lab.test:5000/'],
    ['lab.test:5001', 'https://lab.test:5001/'],
    ['anyport.test:1', 'http://anyport.test:1/'],
  ])('%s is at %s', (host, origin) => {
    const insecure = ['lab.test:5000', 'anyport.test'];
    expect(registryOrigin(host, insecure).href).toBe(origin);
  });
});

describe('allowsPlainHttp', () => {
  it('asks for an exact host', () => {
    const url = new URL('http://evil-lab.test:5000/');
    expect(allowsPlainHttp(url, ['lab.test:5000', 'lab.test'])).toBe(false);
  });
});
