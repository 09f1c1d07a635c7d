/** 127.0.0.0/8, ::1 and `localhost`; `hostname` as `URL` writes it. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  );
}

/**
 * Plain http is for this machine and for hosts that a profile lists
 * (`host` or `host:port`).
 */
export function allowsPlainHttp(
  url: URL,
  insecureRegistries: readonly string[],
): boolean {
  return (
    isLoopback(url.hostname) ||
    insecureRegistries.includes(url.host) ||
    insecureRegistries.includes(url.hostname)
  );
}

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
