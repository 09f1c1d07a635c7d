import {
  createDirectTransport,
  type Send,
  type Trusted,
} from './direct-transport';
import type { Environment } from './proxy';
import { selectProxy } from './proxy';

/** The part of undici's `Dispatcher` that a stand-in needs. */
interface Dispatcher {
  dispatch(options: object, handler: unknown): boolean;
}

/**
 * Picks what sends a request to a URL: Node itself, or, through a proxy, undici,
 * since Node 20 knows no proxies. undici takes 90 ms to load, so only users
 * of a proxy load it.
 */
export function createTransport(env: Environment, trusted: Trusted = {}) {
  const direct = createDirectTransport(trusted);
  const proxied = new Map<string, Promise<Send>>();

  return function selectSend(url: URL): Send | Promise<Send> {
    const proxy = selectProxy(url, env);
    if (proxy === undefined) return direct;
    const known = proxied.get(proxy);
    if (known) return known;
    const loading = loadProxied(proxy, trusted);
    proxied.set(proxy, loading);
    return loading;
  };
}

async function loadProxied(proxy: string, { ca }: Trusted): Promise<Send> {
  const { fetch, ProxyAgent } = await import('undici');
  const tls = ca && { requestTls: { ca }, proxyTls: { ca } };
  const dispatcher = keepConnections(new ProxyAgent({ uri: proxy, ...tls }));
  return (url, outgoing) => {
    const init = { ...outgoing, redirect: 'manual' as const, dispatcher };
    // The stand-in has all that `fetch` needs of a dispatcher.
    return fetch(url, init as Parameters<typeof fetch>[1]);
  };
}

/**
 * undici ends a connection after a HEAD, for servers that wrongly send a body
 * with it. A plan is nothing but HEADs: each would pay for a TLS handshake.
 */
function keepConnections(pool: object): Dispatcher {
  return {
    dispatch: (options, handler) =>
      (pool as Dispatcher).dispatch({ ...options, reset: false }, handler),
  };
}
