import { selectProxy } from './proxy';

const PROXY = 'http://proxy.test:3128';

describe('selectProxy', () => {
  it.each([
    ['HTTPS_PROXY', 'https://ghcr.io/', { HTTPS_PROXY: PROXY }],
    ['https_proxy', 'https://ghcr.io/', { https_proxy: PROXY }],
    ['HTTP_PROXY', 'http://lab.test/', { HTTP_PROXY: PROXY }],
    ['http_proxy', 'http://lab.test/', { http_proxy: PROXY }],
    [
      'a proxy without scheme',
      'http://lab.test/',
      { http_proxy: 'proxy.test:3128' },
    ],
    [
      'lower case first',
      'https://ghcr.io/',
      { https_proxy: PROXY, HTTPS_PROXY: 'http://no' },
    ],
  ])('takes %s', (_name, url, env) => {
    expect(selectProxy(new URL(url), env)).toBe(PROXY);
  });

  it.each([
    ['https://ghcr.io/', { HTTP_PROXY: PROXY }],
    ['http://lab.test/', { HTTPS_PROXY: PROXY }],
    ['https://ghcr.io/', {}],
    ['https://ghcr.io/', { HTTPS_PROXY: '' }],
    ['https://127.0.0.1:5000/', { HTTPS_PROXY: PROXY }],
    ['http://localhost:5000/', { HTTP_PROXY: PROXY }],
  ])('reaches %s directly with %j', (url, env) => {
    expect(selectProxy(new URL(url), env)).toBeUndefined();
  });

  it.each([
    ['*', true],
    ['ghcr.io', true],
    ['GHCR.IO', true],
    ['io', true],
    ['.io', true],
    ['*.io', true],
    ['ghcr.io:443', true],
    ['a.test, ghcr.io', true],
    ['a.test ghcr.io', true],
    ['ghcr.io:8443', false],
    ['cr.io', false],
    ['a.ghcr.io', false],
    ['', false],
    [',', false],
  ])('NO_PROXY=%p covers ghcr.io: %p', (NO_PROXY, covered) => {
    const env = { HTTPS_PROXY: PROXY, NO_PROXY };
    const proxy = selectProxy(new URL('https://ghcr.io/'), env);
    expect(proxy).toBe(covered ? undefined : PROXY);
  });
});
