import type { Environment } from './proxy';
import { selectProxy } from './proxy';

export type Fetch = typeof fetch;

/**
 * Picks what sends a request to a URL: Node's own `fetch`, or, through a proxy,
 * that of undici, since Node 20's ignores HTTPS_PROXY. undici takes 90 ms to
 * load, so only those who have a proxy load it.
 */
export function createTransport(env: Environment) {
  const proxied = new Map<string, Promise<Fetch>>();

  return function selectFetch(url: URL): Fetch | Promise<Fetch> {
    const proxy = selectProxy(url, env);
    if (proxy === undefined) return fetch;
    const known = proxied.get(proxy);
    if (known) return known;
    const loading = loadProxiedFetch(proxy);
    proxied.set(proxy, loading);
    return loading;
  };
}

async function loadProxiedFetch(proxy: string): Promise<Fetch> {
  const undici = await import('undici');
  const dispatcher = new undici.ProxyAgent(proxy);
  const send = (url: URL, init: object) =>
    undici.fetch(url, { ...init, dispatcher });
  // undici's own types name the same classes as Node's, under other names.
  return send as unknown as Fetch;
}
