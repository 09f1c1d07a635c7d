import {
  createServer as createHttp,
  type IncomingMessage,
  request,
} from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** How every HTTP/2 connection begins. */
const PREFACE = 'PRI ';

/**
 * A stand-in for the front door of Engine 29.2 and later: it answers gRPC at
 * once, has neither `/session` nor `/grpc`, and refuses old versions of the API.
 * Behind it is this machine's engine, which does the work.
 */
export class GrpcFront {
  /** What came in: `gRPC`, or method and path. */
  readonly requests: string[] = [];
  readonly #engine: string;
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();

  static async start(engine: string, socket: string): Promise<GrpcFront> {
    const front = new GrpcFront(engine);
    await new Promise<void>((done) => front.#server.listen(socket, done));
    return front;
  }

  private constructor(engine: string) {
    this.#engine = engine;
    const http = createHttp((asked, answer) => {
      const at = this.#accept(asked);
      if (at.status !== 200)
        return void answer.writeHead(at.status).end(at.text);
      const { method, headers } = asked;
      const options = { socketPath: engine, path: at.text, method, headers };
      const sent = request(options, (answered) => {
        const version = at.text === '/_ping' && { 'api-version': '1.53' };
        const told = { ...answered.headers, ...version };
        answer.writeHead(answered.statusCode ?? 502, told);
        // Some answers begin long before their first byte.
        answer.flushHeaders();
        answered.pipe(answer);
      });
      sent.on('error', () => answer.destroy());
      answer.on('close', () => sent.destroy());
      asked.pipe(sent);
    });
    http.on('upgrade', (asked: IncomingMessage, socket: Duplex) => {
      const at = this.#accept(asked);
      if (at.status === 200)
        return this.#upgrade(at.text, asked.headers, socket);
      socket.end(`HTTP/1.1 ${at.status} No\r\nContent-Length: 0\r\n\r\n`);
    });
    this.#server = createServer((socket) => {
      this.#keep(socket);
      socket.once('data', (first: Buffer) => {
        socket.pause();
        socket.unshift(first);
        if (!first.toString('latin1').startsWith(PREFACE)) {
          http.emit('connection', socket);
          process.nextTick(() => socket.resume());
          return;
        }
        this.requests.push('gRPC');
        this.#upgrade(
          '/grpc',
          { connection: 'Upgrade', upgrade: 'h2c' },
          socket,
          true,
        );
      });
    });
  }

  close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((done) => this.#server.close(() => done()));
  }

  #accept({ method, url = '' }: IncomingMessage) {
    this.requests.push(`${method} ${url}`);
    const [, version, path = url] = /^\/v1\.(\d+)(\/.*)$/.exec(url) ?? [];
    if (/^\/(session|grpc)\b/.test(path))
      return { status: 404, text: 'page not found' };
    if (version !== undefined && Number(version) < 44)
      return { status: 400, text: `client version 1.${version} is too old` };
    return { status: 200, text: path };
  }

  /** Joins two connections, after the engine's consent to the upgrade. */
  #upgrade(
    path: string,
    headers: IncomingMessage['headers'],
    socket: Duplex,
    silent = false,
  ): void {
    const options = { socketPath: this.#engine, path, method: 'POST', headers };
    const sent = request(options);
    sent.on('error', () => socket.destroy());
    sent.on('upgrade', (answer, far: Socket, head: Buffer) => {
      this.#keep(far);
      const { connection = '', upgrade = '' } = answer.headers;
      const lines = `Connection: ${connection}\r\nUpgrade: ${upgrade}\r\n\r\n`;
      if (!silent) socket.write(`HTTP/1.1 101 UPGRADED\r\n${lines}`);
      if (head.length > 0) far.unshift(head);
      far.pipe(socket).pipe(far);
    });
    sent.end();
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
