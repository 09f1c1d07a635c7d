import { credentialKeys, registryHost } from './hub';

describe('registryHost', () => {
  it.each([
    ['docker.io', 'registry-1.docker.io'],
    ['127.0.0.1:5000', '127.0.0.1:5000'],
  ])('of %s is %s', (registry, host) => {
    expect(registryHost(registry)).toBe(host);
  });
});

describe('credentialKeys', () => {
  it('looks first where docker login writes for Docker Hub', () => {
    expect(credentialKeys('docker.io').slice(0, 2)).toEqual([
      'https://index.docker.io/v1/',
      'docker.io',
    ]);
  });

  it('knows the aliases of Docker Hub', () => {
    expect(credentialKeys('docker.io')).toEqual(
      expect.arrayContaining(['index.docker.io', 'registry-1.docker.io']),
    );
  });

  it('tries the bare host, then its URLs', () => {
    expect(credentialKeys('team.azurecr.io')).toEqual([
      'team.azurecr.io',
      'https://team.azurecr.io',
      'https://team.azurecr.io/',
      'https://team.azurecr.io/v1/',
      'https://team.azurecr.io/v2/',
      'http://team.azurecr.io',
    ]);
  });

  it('names no key twice', () => {
    const keys = credentialKeys('docker.io');
    expect(keys).toEqual([...new Set(keys)]);
  });
});
