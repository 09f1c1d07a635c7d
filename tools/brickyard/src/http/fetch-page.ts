import { BrickyardError, isBrickyardError } from '../errors';
import { Http, type HttpOptions, type HttpResponse } from './http';

const MAX_REDIRECTS = 5;
const HINT = 'save it in a browser and name the file instead';

/**
 * The text of a page. Credentials are only ever those of the address itself, and
 * stay with its host. Throws DOWNLOAD_FAILED.
 */
export async function fetchPage(
  address: string,
  options: HttpOptions = {},
): Promise<string> {
  const http = new Http(options);
  let url = parseAddress(address);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await get(http, url);
    const next = findRedirect(response, url);
    if (next === undefined) return readText(response, url);
    url = next;
  }
  throw failed(url, `more than ${MAX_REDIRECTS} redirects`);
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  throw new BrickyardError(
    'DOWNLOAD_FAILED',
    'the address is no http or https URL',
    { hint: HINT },
  );
}

async function get(http: Http, url: URL): Promise<HttpResponse> {
  try {
    const headers = { accept: 'text/html, text/plain, application/json' };
    return await http.send({ method: 'GET', url, headers, counted: false });
  } catch (cause) {
    if (!isBrickyardError(cause)) throw cause;
    if (cause.code === 'INTERRUPTED') throw cause;
    throw failed(url, cause.message, cause);
  }
}

function findRedirect({ status, headers }: HttpResponse, url: URL) {
  const location = headers.get('location');
  const isRedirect = [301, 302, 303, 307, 308].includes(status);
  if (!isRedirect || location === null) return undefined;
  return parseAddress(new URL(location, url).href);
}

function readText({ status, body }: HttpResponse, url: URL): string {
  if (status !== 200) throw failed(url, `answered with ${status}`);
  return new TextDecoder().decode(body);
}

/** Without user, password and query, which may be secret. */
function failed(url: URL, reason: string, cause?: unknown): BrickyardError {
  return new BrickyardError(
    'DOWNLOAD_FAILED',
    `${url.origin}${url.pathname}: ${reason}`,
    { hint: HINT, cause },
  );
}
