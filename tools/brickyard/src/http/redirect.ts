import { RegistryError } from '../registry/errors';
import { allowsPlainHttp } from './endpoint';
import type { HttpRequest, HttpResponse } from './http';

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** The request to send next. Credentials stay with the origin they are for. */
export function followRedirect(
  request: HttpRequest,
  response: Pick<HttpResponse, 'status' | 'headers'>,
  insecureRegistries: readonly string[],
): HttpRequest {
  const url = parseLocation(request, response);
  assertSafe(request.url, url, insecureRegistries);
  const keepsMethod = response.status === 307 || response.status === 308;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead && !keepsMethod) {
    throw refusal(request.url, 'redirects a write', response.status);
  }
  if (url.origin === request.url.origin) return { ...request, url };
  const { authorization: _, ...headers } = request.headers;
  return { ...request, url, headers };
}

function parseLocation(
  { url }: HttpRequest,
  { status, headers }: Pick<HttpResponse, 'status' | 'headers'>,
): URL {
  const location = headers.get('location');
  if (location === null || !URL.canParse(location, url.href)) {
    throw refusal(url, 'redirects without a valid Location', status);
  }
  const target = new URL(location, url);
  // Nobody is logged in by a redirect, and no message shall quote it.
  target.username = '';
  target.password = '';
  return target;
}

/** Rejects what would send a request in the open that was not before. */
export function assertSafe(
  from: URL,
  to: URL,
  insecureRegistries: readonly string[],
): void {
  if (to.protocol === 'https:') return;
  const isPlain = to.protocol === 'http:' && from.protocol === 'http:';
  if (isPlain && allowsPlainHttp(to, insecureRegistries)) return;
  throw refusal(
    from,
    `sends on to ${to.protocol}//${to.host}, which is not https`,
  );
}

function refusal(url: URL, what: string, status?: number): RegistryError {
  return new RegistryError('REGISTRY_FAILED', `${url.host} ${what}: refused`, {
    status,
    hint: 'check the registry behind its proxy (X-Forwarded-Proto), or list a plain-http host in `insecureRegistries` of the profile',
  });
}
