import { allowsPlainHttp } from '../http/plain-http';

/**
 * Where the API of a network host (`registry-1.docker.io`) lives. A host that
 * may use plain http is spoken to in plain http at once, except on port 443:
 * trying https first, as engines do, would cost a refused connection each run.
 */
export function registryOrigin(
  host: string,
  insecureRegistries: readonly string[],
): URL {
  const https = new URL(`https://${host}/`);
  const http = new URL(`http://${host}/`);
  const isTlsPort = /:443$/.test(host);
  return !isTlsPort && allowsPlainHttp(http, insecureRegistries) ? http : https;
}
