import { BrickyardError, isReportable } from '../errors';
import type { HttpOptions } from './http';
import { HttpClient } from './http-client';

const HINT = 'save it in a browser and name the file instead';
const accept = 'text/html, text/plain, application/json';

/** The text of a page. Throws DOWNLOAD_FAILED. */
export async function fetchPage(
  address: string,
  options: HttpOptions = {},
): Promise<string> {
  const url = parseAddress(address);
  // A user who names a plain http address means it; its redirects must be safe.
  const client = new HttpClient({ ...options, plainHosts: [url.host] });
  const { status, body, url: at } = await get(client, url);
  if (status !== 200) throw failed(at, `answered with ${status}`);
  return new TextDecoder().decode(body);
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return url;
  throw new BrickyardError(
    'DOWNLOAD_FAILED',
    'the address is not an http or https URL',
    { hint: HINT },
  );
}

async function get(client: HttpClient, url: URL) {
  try {
    return await client.send({
      method: 'GET',
      url,
      headers: { accept },
      counted: false,
      retriable: true,
      redirects: 'any',
    });
  } catch (cause) {
    if (!isReportable(cause)) throw cause;
    throw failed(url, cause.message, cause);
  }
}

/** Without user, password and query, which may be secret. */
function failed(url: URL, reason: string, cause?: unknown): BrickyardError {
  return new BrickyardError(
    'DOWNLOAD_FAILED',
    `${url.origin}${url.pathname}: ${reason}`,
    { hint: HINT, cause },
  );
}
