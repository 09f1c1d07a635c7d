import { isIPv6 } from 'node:net';

import { canonicalRegistry, DOCKER_HUB } from '../../reference/hub';

/** The key `docker login` writes for Docker Hub, kept since its first API. */
const DOCKER_HUB_LOGIN = 'https://index.docker.io/v1/';

/** The key that `docker login` writes, and by which helpers know a canonical registry. */
export function loginKey(registry: string): string {
  return registry === DOCKER_HUB ? DOCKER_HUB_LOGIN : registry;
}

/**
 * The key in `auths` that is for a canonical registry: its own, else the first
 * whose host is the same. Docker itself knows no other key for Docker Hub than
 * the first.
 */
export function selectLoginKey(
  keys: readonly string[],
  registry: string,
): string | undefined {
  const own = loginKey(registry);
  return keys.find((key) => key === own) ?? keys.find(isAliasOf(registry));
}

/** Whether a key has the host of this registry. A suffix would be a foreign host's. */
function isAliasOf(registry: string): (key: string) => boolean {
  return (key) =>
    !isTokenOfHub(key) && canonicalRegistry(hostOfKey(key)) === registry;
}

/** A login by browser leaves these beside the login; they are for other servers. */
function isTokenOfHub(key: string): boolean {
  return /^https:\/\/index\.docker\.io\/v1\/(?:access|refresh)-token$/.test(
    key,
  );
}

/**
 * The host of a key, which may be a URL of any scheme and path:
 * `ConvertToHostname` of https://pkg.go.dev/github.com/docker/cli/cli/config/credentials.
 * It is exact wherever the result can be the host of a reference.
 */
export function hostOfKey(key: string): string {
  const start = key.indexOf('://');
  if (start < 0) return before(key, '/');
  const rest = before(key.slice(start + 3), '/');
  return hostOfUrl(key) || addressOf(rest) || rest || before(key, '/');
}

const URL_PARTS = /^(?:([a-z][a-z\d+.-]*):)?\/\/(?:([^/?#]*)@)?([^/?#@]*)/i;
const USER = /^[\w.~!$&'()*+,;=:@%-]*$/;
const ADDRESS = /^\[([\da-f:.]+)\](?::(\d*))?$/i;
const NAME = /^([a-z\d.-]+)(?::(\d*))?$/i;
/** Other schemes than http may have more colons. The last one counts. */
const FREE_NAME = /^([a-z\d.:-]+?)(?::(\d*))?$/i;

/** What Go's `url.Parse` takes for the host; nothing where it refuses the URL. */
function hostOfUrl(key: string): string | undefined {
  if (isBroken(key)) return undefined;
  const [, scheme = '', user = '', authority = ''] = URL_PARTS.exec(key) ?? [];
  if (!USER.test(user)) return undefined;
  const address = ADDRESS.exec(authority);
  if (address && !isIPv6(address[1] ?? '')) return undefined;
  const name = /^https?$/i.test(scheme) ? NAME : FREE_NAME;
  const [, host, port] = address ?? name.exec(authority) ?? [];
  return host && port ? joinPort(host, port) : host;
}

function joinPort(host: string, port: string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Go looks for half an escape everywhere but in the query. */
function isBroken(key: string): boolean {
  const text = key.replace(/\?[^#]*/, '');
  return /%(?![\da-f]{2})/i.test(text) || hasControl(before(key, '#'));
}

function hasControl(text: string): boolean {
  return [...text].some((char) => char < ' ' || char === '\u007f');
}

/** `::1:5000`: Docker takes the last colon for that of the port. */
function addressOf(rest: string): string | undefined {
  const colon = rest.lastIndexOf(':');
  const [host, port] = [rest.slice(0, colon), rest.slice(colon + 1)];
  const isAddress = host.includes(':') && !host.startsWith('[');
  return isAddress && /^\d+$/.test(port) ? joinPort(host, port) : undefined;
}

function before(text: string, mark: string): string {
  const end = text.indexOf(mark);
  return end < 0 ? text : text.slice(0, end);
}
