import { isLoopback } from './plain-http';

/** The environment, or the part of it that a test sets. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for a URL, if any: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, the
 * lower-case name first, as in curl. Loopback is always reached directly.
 */
export function selectProxy(url: URL, env: Environment): string | undefined {
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const proxy = env[`${scheme}_proxy`] || env[`${scheme.toUpperCase()}_PROXY`];
  if (!proxy || isLoopback(url.hostname)) return undefined;
  if (bypassesProxy(url, env.no_proxy || env.NO_PROXY || '')) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function bypassesProxy(url: URL, noProxy: string): boolean {
  const entries = noProxy.toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => entry !== '' && matchesEntry(url, entry));
}

/** `*`, `host`, `.domain`, `*.domain`, each with an optional `:port`. */
function matchesEntry(url: URL, entry: string): boolean {
  if (entry === '*') return true;
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  const urlPort = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (port !== undefined && port !== urlPort) return false;
  const domain = name.replace(/^\*?\./, '');
  return url.hostname === domain || url.hostname.endsWith(`.${domain}`);
}
