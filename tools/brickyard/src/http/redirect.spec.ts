import type { Method } from './http';
import { followRedirect } from './redirect';

const headers = { authorization: 'Bearer t', accept: 'a' };

interface Answered {
  status?: number;
  method?: Method;
  keepsOrigin?: boolean;
}

function follow(
  from: string,
  location: string | null,
  { status = 307, method = 'GET', keepsOrigin = false }: Answered = {},
) {
  const request = { method, url: new URL(from), headers, counted: true };
  const answer = new Headers(location === null ? {} : { location });
  const { url, headers: sent } = followRedirect(
    request,
    { status, headers: answer },
    { plainHosts: ['lab.test:9000'], keepsOrigin },
  );
  return { url: url.href, sent };
}

describe('followRedirect', () => {
  it.each([
    ['/b?c=d', 'https://a.test/b?c=d', headers],
    ['https://a.test/b', 'https://a.test/b', headers],
    ['https://b.test/b', 'https://b.test/b', { accept: 'a' }],
    ['https://a.test:8443/b', 'https://a.test:8443/b', { accept: 'a' }],
    ['//b.test/b', 'https://b.test/b', { accept: 'a' }],
    ['https://bob:pw@a.test/b', 'https://a.test/b', headers],
  ])('from https://a.test/ to %s', (location, url, sent) => {
    expect(follow('https://a.test/', location)).toEqual({ url, sent });
  });

  it.each([
    ['https://a.test/', 'http://a.test/'],
    ['https://a.test/', 'http://lab.test:9000/'],
    ['https://localhost:443/', 'http://localhost:5000/'],
    ['http://lab.test:9000/', 'http://other.test/'],
    ['http://127.0.0.1:5000/', 'file:///etc/passwd'],
    ['https://a.test/', null],
    ['https://a.test/', 'https://['],
  ])('refuses to go from %s to %s', (from, location) => {
    expect(() => follow(from, location)).toThrow(
      expect.objectContaining({ code: 'HTTP_FAILED' }) as Error,
    );
  });

  it.each([
    ['http://127.0.0.1:5000/', 'http://localhost:9000/'],
    ['http://127.0.0.1:5000/', 'http://lab.test:9000/'],
    ['http://lab.test:9000/', 'https://other.test/'],
  ])('goes from %s to %s', (from, location) => {
    expect(follow(from, location).url).toBe(location);
  });

  it.each([301, 302, 303])('does not repeat a write after %d', (status) => {
    const put = { status, method: 'PUT' as Method };
    expect(() => follow('https://a.test/', '/b', put)).toThrow(
      /redirects a write/,
    );
    expect(follow('https://a.test/', '/b', { status }).url).toMatch(/b$/);
  });
});
