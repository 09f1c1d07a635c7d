import { registryHost } from './hub';

describe('registryHost', () => {
  it.each([
    ['docker.io', 'registry-1.docker.io'],
    ['127.0.0.1:5000', '127.0.0.1:5000'],
  ])('of %s is %s', (registry, host) => {
    expect(registryHost(registry)).toBe(host);
  });
});
