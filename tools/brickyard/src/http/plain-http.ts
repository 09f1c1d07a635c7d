/** 127.0.0.0/8, ::1 and `localhost`; `hostname` as `URL` writes it. */
export function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  );
}

/** Plain http is for this machine and for `plainHosts` (`host` or `host:port`). */
export function allowsPlainHttp(
  url: URL,
  plainHosts: readonly string[],
): boolean {
  return (
    isLoopback(url.hostname) ||
    plainHosts.includes(url.host) ||
    plainHosts.includes(url.hostname)
  );
}
