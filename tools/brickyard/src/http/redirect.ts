import type { HttpRequest, HttpResponse } from './http';
import { HttpError } from './http-error';
import { allowsPlainHttp } from './plain-http';

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

export interface RedirectRules {
  /** `host` or `host:port` that may be spoken to in plain http. */
  plainHosts: readonly string[];
  /** A write stays with the origin that it is for. */
  keepsOrigin?: boolean;
}

/** The request to send next. Credentials stay with the origin they are for. */
export function followRedirect(
  request: HttpRequest,
  response: Pick<HttpResponse, 'status' | 'headers'>,
  { plainHosts, keepsOrigin = false }: RedirectRules,
): HttpRequest {
  const url = parseLocation(request, response);
  assertSafe(request.url, url, plainHosts);
  const keepsMethod = response.status === 307 || response.status === 308;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead && !keepsMethod) {
    throw refusal(request.url, 'redirects a write', response.status);
  }
  if (!isRead && keepsOrigin && url.origin !== request.url.origin) {
    const what = `sends a write on to ${url.origin}`;
    throw refusal(request.url, what, response.status);
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
  // A redirect must not log us in, and messages must not quote a password.
  target.username = '';
  target.password = '';
  return target;
}

/** Rejects plain http, unless the request already used it and may. */
export function assertSafe(
  from: URL,
  to: URL,
  plainHosts: readonly string[],
): void {
  if (to.protocol === 'https:') return;
  const isPlain = to.protocol === 'http:' && from.protocol === 'http:';
  if (isPlain && allowsPlainHttp(to, plainHosts)) return;
  throw refusal(
    from,
    `sends on to ${to.protocol}//${to.host}, which is not https`,
  );
}

function refusal(url: URL, what: string, status?: number): HttpError {
  const message = `${url.host} ${what}: refused`;
  return new HttpError('HTTP_FAILED', message, { failure: 'redirect', status });
}
