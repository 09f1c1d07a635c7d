import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostCall {
  method: string;
  url: URL;
  body: unknown;
}

export interface HostReply {
  status: number;
  /** Sent as JSON, or as it is where it is a text. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface HostFault {
  times?: number;
  method?: string;
  path?: RegExp;
  /** `drop` ends the connection; `lose` does so after the work is done. */
  reply: 'drop' | 'lose' | HostReply;
}

/** For specs: a code host's API on loopback, which asks for a token and can fail. */
export class MemoryServer {
  /** `GET /repos/team/images/pulls 200` */
  readonly requests: string[] = [];
  readonly authorizations: (string | undefined)[] = [];
  token = 'ghs_the.token';
  readonly #faults: HostFault[] = [];
  readonly #answer: (call: HostCall) => HostReply;
  readonly #server: Server;

  constructor(answer: (call: HostCall) => HostReply) {
    this.#answer = answer;
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((done) =>
      this.#server.listen(0, '127.0.0.1', done),
    );
    return this;
  }

  get origin(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  fail(fault: HostFault): void {
    this.#faults.push({ times: 1, ...fault });
  }

  /** The requests of one method, without what they were answered. */
  sent(method: string): string[] {
    return this.requests
      .filter((line) => line.startsWith(`${method} `))
      .map((line) => line.replace(/ \d+$/, ''));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '/', this.origin);
    const body = text === '' ? undefined : (JSON.parse(text) as unknown);
    this.authorizations.push(headers.authorization);
    const fault = this.#takeFault(method, url.pathname);
    const planned = fault?.reply;
    const isLost = planned === 'drop' || planned === 'lose';
    const call = { method, url, body };
    const reply =
      planned === undefined || planned === 'lose'
        ? this.#admit(call, headers.authorization)
        : planned;
    this.requests.push(
      `${method} ${url.pathname} ${isLost ? 0 : (reply as HostReply).status}`,
    );
    if (isLost) request.socket.destroy();
    else write(response, reply as HostReply);
  }

  #admit(call: HostCall, authorization: string | undefined): HostReply {
    if (authorization === `Bearer ${this.token}`) return this.#answer(call);
    return { status: 401, body: { message: 'Bad credentials' } };
  }

  #takeFault(method: string, path: string): HostFault | undefined {
    const fault = this.#faults.find(
      (f) =>
        (f.times ?? 1) > 0 &&
        (f.method ?? method) === method &&
        (f.path ?? /^/).test(path),
    );
    if (fault) fault.times = (fault.times ?? 1) - 1;
    return fault;
  }
}

function write(
  response: ServerResponse,
  { status, body, headers }: HostReply,
): void {
  response.writeHead(status, headers);
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
