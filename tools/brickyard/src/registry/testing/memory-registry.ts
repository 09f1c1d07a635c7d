import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import type { MemoryAuthOptions } from './memory-auth';
import { MemoryAuth } from './memory-auth';
import type { Call, Reply } from './memory-reply';
import { type MemoryReferrers, MemoryStore } from './memory-store';
import { answerVerb } from './memory-verbs';

export interface MemoryRegistryOptions {
  auth?: MemoryAuthOptions;
  /** Send readers of blobs to a second server, as registries on S3 do. */
  redirectBlobs?: boolean;
  /** Speak TLS: PEM. */
  tls?: { key: string; cert: string };
  /** Have the referrers API; without it clients keep lists under a tag. */
  referrers?: MemoryReferrers | boolean;
}

/** One line of the log. */
export interface LoggedRequest {
  method: string;
  /** With query. */
  path: string;
  authorization: string | undefined;
  status: number;
  /** `storage` is where blobs are redirected to. */
  server: 'registry' | 'storage';
}

/** What goes wrong, for the next `times` requests that match. */
export interface RegistryFault {
  times?: number;
  method?: string;
  path?: RegExp;
  /** `drop` ends the connection in the middle of the body, `hang` never answers. */
  reply: 'drop' | 'hang' | Reply | ((call: Call) => Reply);
}

/**
 * A registry for tests: a real server on loopback that keeps everything in
 * memory, so that specs test the real client.
 */
export class MemoryRegistry {
  readonly store: MemoryStore;
  readonly requests: LoggedRequest[] = [];
  /** How many were opened so far. */
  connections = 0;
  readonly #auth: MemoryAuth | undefined;
  readonly #faults: RegistryFault[] = [];
  readonly #registry: Server;
  readonly #storage: Server | undefined;
  readonly #scheme: string;
  #host = '';
  #storageHost = '';

  static async start(
    options: MemoryRegistryOptions = {},
  ): Promise<MemoryRegistry> {
    const memory = new MemoryRegistry(options);
    memory.#host = await listen(memory.#registry);
    if (memory.#storage) memory.#storageHost = await listen(memory.#storage);
    return memory;
  }

  private constructor(options: MemoryRegistryOptions) {
    const { auth, redirectBlobs } = options;
    this.store = new MemoryStore(options);
    this.#auth =
      auth &&
      new MemoryAuth(auth, (name) => this.store.find(name) !== undefined);
    const serve = this.#serve('registry', (call) => this.#answer(call));
    const { tls } = options;
    this.#scheme = tls ? 'https' : 'http';
    this.#registry = tls ? createTlsServer(tls, serve) : createServer(serve);
    this.#registry.on('connection', () => (this.connections += 1));
    if (redirectBlobs) {
      this.#storage = createServer(
        this.#serve('storage', (call) => answerVerb(this.store, call)),
      );
    }
  }

  /** `127.0.0.1:41234`: what references call it. */
  get host(): string {
    return this.#host;
  }

  get origin(): string {
    return `${this.#scheme}://${this.host}`;
  }

  fail(fault: RegistryFault): void {
    this.#faults.push({ times: 1, ...fault });
  }

  /** Nothing goes wrong any more. */
  forgive(): void {
    this.#faults.length = 0;
  }

  revokeTokens(): void {
    this.#auth?.revokeTokens();
  }

  /** `HEAD /v2/a/manifests/b 200`, without what went to the token server. */
  summary(): string[] {
    return this.requests
      .filter(({ path }) => !path.startsWith('/token'))
      .map(({ method, path, status }) => `${method} ${path} ${status}`);
  }

  count(method: string, path = /^\/v2\//): number {
    return this.requests.filter((r) => r.method === method && path.test(r.path))
      .length;
  }

  async close(): Promise<void> {
    await Promise.all([close(this.#registry), close(this.#storage)]);
  }

  #answer(call: Call): Reply {
    if (this.#auth && call.url.pathname === '/token') {
      return this.#auth.answerToken(call);
    }
    const refusal = this.#auth?.check(call, this.origin);
    if (refusal) return refusal;
    const reply = answerVerb(this.store, call);
    const isBlob = /\/blobs\/sha256:/.test(call.url.pathname);
    if (!this.#storage || !isBlob || reply.status !== 200) return reply;
    const { pathname } = call.url;
    const location = `http://${this.#storageHost}${pathname}?X-Amz-Signature=s`;
    return { status: 307, headers: { location } };
  }

  #serve(server: LoggedRequest['server'], answerCall: (call: Call) => Reply) {
    return (request: IncomingMessage, response: ServerResponse) => {
      const { method = '', url = '/', headers } = request;
      const { authorization } = headers;
      const log = (status: number) =>
        this.requests.push({
          method,
          path: url,
          authorization,
          status,
          server,
        });
      const fault = this.#takeFault(method, url);
      const planned = fault?.reply;
      if (planned === 'drop' || planned === 'hang') {
        log(0);
        if (planned === 'hang') return;
        request.once('data', () => request.socket.destroy());
        request.once('end', () => request.socket.destroy());
        return;
      }
      void readAll(request).then((body) => {
        const call = { method, url: new URL(url, this.origin), headers, body };
        const reply =
          planned instanceof Function
            ? planned(call)
            : (planned ?? answerCall(call));
        log(reply.status);
        write(response, reply);
      });
    };
  }

  #takeFault(method: string, url: string): RegistryFault | undefined {
    const fault = this.#faults.find(
      (f) =>
        (f.times ?? 1) > 0 &&
        (f.method ?? method) === method &&
        (f.path ?? /^\/v2\//).test(url),
    );
    if (fault) fault.times = (fault.times ?? 1) - 1;
    return fault;
  }
}

function write(
  response: ServerResponse,
  { status, headers, body = '' }: Reply,
) {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { 'content-length': length, ...headers });
  response.end(body); // To a HEAD, node sends the headers alone.
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server | undefined): Promise<void> {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(0)));
}
