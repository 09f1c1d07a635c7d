import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as send,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import {
  createTappedRequest,
  type RequestKind,
  type TappedRequest,
} from './tapped-request';

export interface Refusal {
  status: number;
  body: object;
}

/** Ends the connection, in the middle of the body if the request has one. */
export type Reset = 'reset';

/** A proxy before a registry that sees every request, and can block it. */
export class RegistryTap {
  /** In the order in which they came. */
  readonly requests: TappedRequest[] = [];
  /** An answer in the registry's place. */
  refuse: ((request: TappedRequest) => Refusal | Reset | undefined) | undefined;
  readonly #target: string;
  readonly #server: Server;

  static async start(target: string): Promise<RegistryTap> {
    const tap = new RegistryTap(target);
    await new Promise<void>((resolve) => {
      tap.#server.listen(0, '127.0.0.1', resolve);
    });
    return tap;
  }

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((request, response) => {
      // A client that waits for such an answer sees the connection end.
      this.#forward(request, response).catch(() => response.destroy());
    });
  }

  get host(): string {
    const { port } = this.#server.address() as { port: number };
    return `127.0.0.1:${port}`;
  }

  /** Forgets the requests it saw and its instructions. */
  reset(): void {
    this.requests.length = 0;
    this.refuse = undefined;
  }

  count(method: string, kind?: RequestKind): number {
    return this.requests.filter(
      (request) =>
        request.method === method &&
        (kind === undefined || request.kind === kind),
    ).length;
  }

  get uploadedBytes(): number {
    return this.requests
      .filter(({ kind }) => kind === 'upload')
      .reduce((sum, { sent }) => sum + sent, 0);
  }

  /** Digests of complete uploads, in the order in which they ended. */
  get uploadedBlobs(): string[] {
    return this.requests
      .filter(({ method, status }) => method === 'PUT' && status === 201)
      .flatMap(({ digest }) => (digest === undefined ? [] : [digest]));
  }

  /** Digests that a client asked for and the registry has. */
  get confirmedBlobs(): string[] {
    return this.requests
      .filter(({ method, kind }) => method === 'HEAD' && kind === 'blob')
      .filter(({ status }) => status === 200)
      .map(({ path }) => path.replace(/.*\//, ''));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #forward(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = '', url = '' } = request;
    const seen = createTappedRequest(method, url);
    this.requests.push(seen);
    const refusal = this.refuse?.(seen);
    if (refusal === 'reset') return breakOff(request);
    if (refusal) {
      seen.status = refusal.status;
      return answer(request, response, refusal);
    }
    await this.#relay(request, response, seen);
  }

  async #relay(
    request: IncomingMessage,
    response: ServerResponse,
    seen: TappedRequest,
  ): Promise<void> {
    const { method, headers, url: path } = request;
    const [host, port] = this.#target.split(':');
    const upstream = send({ host, port, method, path, headers, agent: false });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      upstream.once('response', resolve).once('error', reject);
    });
    const counted = counter((bytes) => (seen.sent += bytes));
    const uploading = pipeline(request, counted, upstream);
    const [answer] = await Promise.all([answered, uploading]);
    seen.status = answer.statusCode;
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    const received = counter((bytes) => (seen.received += bytes));
    await pipeline(answer, received, response);
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, body }: Refusal,
): void {
  request.resume();
  const headers = { 'content-type': 'application/json' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

async function breakOff(request: IncomingMessage): Promise<void> {
  await Promise.race([once(request, 'data'), once(request, 'end')]);
  request.socket.resetAndDestroy();
}

function counter(add: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      add(chunk.length);
      next(null, chunk);
    },
  });
}
