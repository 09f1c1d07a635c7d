import { listProxySecrets } from './list-proxy-secrets';
import { maskSecrets } from './mask-secrets';

describe('listProxySecrets', () => {
  it.each([
    'HTTP_PROXY',
    'https_proxy',
    'ALL_PROXY',
    'all_proxy',
    'Ftp_Proxy',
    'npm_config_proxy',
    'NPM_CONFIG_HTTPS_PROXY',
  ])('reads %s', (name) => {
    const secrets = listProxySecrets({ [name]: 'http://ann:hunter2@proxy:1' });
    expect(secrets).toContain('hunter2');
    expect(secrets).not.toContain('ann');
  });

  it.each([
    ['http://ann:hun%40ter2@proxy:3128/', 'pass hun@ter2'],
    ['http://ann:hun%40ter2@proxy:3128/', 'pass hun%40ter2'],
    ['http://ann:hun@ter2@proxy:3128', 'pass hun@ter2'],
    ['ann:hunter2@proxy:3128', 'pass hunter2'],
    ['socks5://ann:hunter2@proxy', 'pass hunter2'],
    ['http://ann:hunter2@proxy', 'YW5uOmh1bnRlcjI='],
    ['http://token-of-a-proxy@proxy', 'user token-of-a-proxy'],
  ])('%s: masks %s', (address, text) => {
    const masked = maskSecrets(text, listProxySecrets({ http_proxy: address }));
    expect(masked).toMatch(/^(pass |user )?\*\*\*$/);
  });

  it.each([
    '',
    'http://ann@proxy:3128',
    'http://proxy:3128',
    'proxy:3128',
    'localhost,.example',
  ])('finds none in %j', (address) => {
    const environment = { HTTP_PROXY: address, NO_PROXY: address };
    expect(listProxySecrets(environment)).toEqual([]);
  });
});
