import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, Socket } from 'node:net';

/** Stands between two answers. */
export const NEXT = '\n%%%\n';

/**
 * Answers with any bytes, HTTP or not, one answer for each connection; the last
 * one again and again. `h.test` in an answer is the server itself, and no other
 * address is reached while it runs: an answer may name any host.
 */
export class RawServer {
  readonly #server: Server;
  #answers: Buffer[] = [];
  #asked = '';

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (asked) => {
        this.#asked += String(asked);
        socket.end(this.#next());
      });
    });
  }

  static async start(): Promise<RawServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const started = new RawServer(server);
    refuseOthers(started.port);
    server.unref();
    return started;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  answerWith(bytes: Buffer): void {
    const text = bytes.toString('latin1').replaceAll('h.test', this.host);
    this.#answers = text.split(NEXT).map((each) => Buffer.from(each, 'latin1'));
  }

  /** Whether a request since `answerWith` had this text. */
  isTold(text: string): boolean {
    return this.#asked.includes(text);
  }

  #next(): Buffer {
    const [first = Buffer.alloc(0), ...rest] = this.#answers;
    if (rest.length > 0) this.#answers = rest;
    return first;
  }
}

/** For the rest of this process, which only fuzzes. */
function refuseOthers(port: number): void {
  // Types of the many forms of `connect` say nothing here.
  const prototype = Socket.prototype as unknown as {
    connect: (...words: unknown[]) => unknown;
  };
  const { connect } = prototype;
  prototype.connect = function (this: Socket, ...words: unknown[]) {
    if (JSON.stringify(words).includes(`"port":${port},`))
      return connect.apply(this, words);
    process.nextTick(() =>
      this.destroy(
        Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
      ),
    );
    return this;
  };
}
