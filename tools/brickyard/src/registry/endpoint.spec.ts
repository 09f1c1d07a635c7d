import { registryOrigin } from './endpoint';

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
