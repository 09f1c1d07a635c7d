import { hostOfKey, loginKey, selectLoginKey } from './login-key';

describe('loginKey', () => {
  it.each([
    ['docker.io', 'https://index.docker.io/v1/'],
    ['h.test:5000', 'h.test:5000'],
  ])('of %s is %s', (registry, key) => {
    expect(loginKey(registry)).toBe(key);
  });
});

describe('selectLoginKey', () => {
  const select = (registry: string, ...keys: string[]) =>
    selectLoginKey(keys, registry);

  it('takes what docker login writes before what has the same host', () => {
    const hub = 'https://index.docker.io/v1/';
    expect(select('docker.io', 'docker.io', hub)).toBe(hub);
    expect(select('h.test', 'https://h.test', 'h.test')).toBe('h.test');
  });

  it.each(['docker.io', 'index.docker.io', 'https://registry-1.docker.io/v2/'])(
    'knows Docker Hub as %s',
    (key) => {
      expect(select('docker.io', 'h.test', key)).toBe(key);
    },
  );

  it('passes over the tokens of a login by browser', () => {
    const url = 'https://index.docker.io/v1/';
    const keys = [`${url}access-token`, `${url}refresh-token`];
    expect(select('docker.io', ...keys)).toBeUndefined();
  });

  it.each([
    ['evil-ghcr.io', 'ghcr.io'],
    ['ghcr.io.evil.test', 'ghcr.io'],
    ['https://evil.test/ghcr.io', 'ghcr.io'],
    ['https://evil.test@ghcr.io:443', 'ghcr.io'],
    ['https://ghcr.io@evil.test', 'ghcr.io'],
    ['GHCR.io', 'ghcr.io'],
    ['notdocker.io', 'docker.io'],
  ])('does not take %s for %s', (key, registry) => {
    expect(select(registry, key)).toBeUndefined();
  });
});

// Each row is what Go 1.26 and docker/cli 29 say; the nightly tests ask them.
describe('hostOfKey', () => {
  it.each([
    ['h.test', 'h.test'],
    ['h.test:5000/v2', 'h.test:5000'],
    ['h.test/team', 'h.test'],
    ['https://h.test/v2', 'h.test'],
    ['http://h.test/v1/', 'h.test'],
    ['HTTPS://h.test', 'h.test'],
    ['ftp://h.test', 'h.test'],
    ['https://H.test', 'H.test'],
    ['https://h.test:', 'h.test'],
    ['https://h.test:443?a=%zz', 'h.test:443'],
    ['https://h.test#a', 'h.test'],
    ['https://ann:p@ss@h.test/', 'h.test'],
    ['//h.test/a://b', 'h.test'],
    ['a/b://h.test/c', 'h.test'],
    ['://h.test', 'h.test'],
    ['1a://h.test', 'h.test'],
    ['a:b://h.test/', 'h.test'],
    ['https://h.test/%zz', 'h.test'],
    ['https://[::1]:5000/v2', '[::1]:5000'],
    ['https://[::1]', '::1'],
    ['https://[::1]/%zz', '[::1]'],
    ['https://::1:5000', '[::1]:5000'],
    ['ftp://::1:5000', '[::1]:5000'],
    ['https://::1', '[:]:1'],
    ['h2://h.test:5000:', 'h.test:5000'],
    ['https://', 'https:'],
    ['', ''],
  ])('%j is for %j', (key, host) => {
    expect(hostOfKey(key)).toBe(host);
  });
});
