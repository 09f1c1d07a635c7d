import type { Environment } from './proxy';
import { selectProxy } from './proxy';

export type Fetch = typeof fetch;

/** As much of undici's `Dispatcher` as is needed to stand in for one. */
interface Dispatcher {
  dispatch(options: object, handler: unknown): boolean;
}

/** Where Node keeps the pool of its `fetch`; undici shares it by this name. */
const NODE_POOL = Symbol.for('undici.globalDispatcher.1');

/**
 * Picks what sends a request to a URL: Node's own `fetch`, or, through a proxy,
 * that of undici, since Node 20's ignores HTTPS_PROXY. undici takes 90 ms to
 * load, so only those who have a proxy load it.
 */
export function createTransport(env: Environment) {
  const direct = keepConnections(fetch, readNodePool());
  const proxied = new Map<string, Promise<Fetch>>();

  return function selectFetch(url: URL): Fetch | Promise<Fetch> {
    const proxy = selectProxy(url, env);
    if (proxy === undefined) return direct;
    const known = proxied.get(proxy);
    if (known) return known;
    const loading = loadProxiedFetch(proxy);
    proxied.set(proxy, loading);
    return loading;
  };
}

async function loadProxiedFetch(proxy: string): Promise<Fetch> {
  const undici = await import('undici');
  // undici's own types name the same classes as Node's, under other names.
  const send = undici.fetch as unknown as Fetch;
  const pool = new undici.ProxyAgent(proxy) as unknown as Dispatcher;
  return keepConnections(send, pool);
}

function readNodePool(): Dispatcher | undefined {
  void Headers; // The pool is there once anything of `fetch` was touched.
  return (globalThis as unknown as Record<symbol, Dispatcher>)[NODE_POOL];
}

/**
 * undici ends a connection after a HEAD, for servers that wrongly send a body
 * with it. A plan is nothing but HEADs: each would pay for a TLS handshake.
 */
function keepConnections(send: Fetch, pool: Dispatcher | undefined): Fetch {
  if (!pool) return send;
  const dispatcher: Dispatcher = {
    dispatch: (options, handler) =>
      pool.dispatch({ ...options, reset: false }, handler),
  };
  return (url, init) => send(url, { ...init, dispatcher } as RequestInit);
}
