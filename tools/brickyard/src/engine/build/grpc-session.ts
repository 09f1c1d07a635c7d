import {
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { Duplex } from 'node:stream';

import { bytesMessage } from './buildkit-proto';

/** https://github.com/moby/buildkit/blob/master/api/services/control/control.proto */
const METHOD = '/moby.buildkit.v1.Control/Session';
/** A byte that says "not compressed", and four of the length. */
const PREFIX = 5;
/** BuildKit writes no more into one message either. */
const MOST = 16 * 1024;

/**
 * A stream of bytes through a gRPC method, on a connection that speaks HTTP/2
 * at once. Rejects when the other side does not take it.
 */
export function openGrpcSession(
  socket: Duplex,
  headers: OutgoingHttpHeaders,
  signal?: AbortSignal,
): Promise<Duplex> {
  const session = connect('http://engine', { createConnection: () => socket });
  const stream = session.request({
    ...headers,
    ':method': 'POST',
    ':path': METHOD,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const end = () => {
    session.destroy();
    socket.destroy();
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => {
      end();
      reject(error);
    };
    const stop = () => fail(signal?.reason as Error);
    signal?.addEventListener('abort', stop);
    socket.on('error', fail);
    session.on('error', fail);
    stream.on('error', fail);
    stream.once('close', () => fail(new Error('the stream was closed')));
    stream.once('response', (answer: IncomingHttpHeaders & Answered) => {
      // Whoever has the stream by then ends it.
      signal?.removeEventListener('abort', stop);
      if (answer[':status'] === 200 && answer['grpc-status'] === undefined)
        resolve(new GrpcBytes(stream, end));
      else fail(new Error(String(answer['grpc-message'] ?? answer[':status'])));
    });
  });
}

interface Answered {
  ':status'?: number;
  'grpc-status'?: string;
  'grpc-message'?: string;
}

/** What is in the messages of a gRPC stream, in both directions. */
class GrpcBytes extends Duplex {
  readonly #stream: ClientHttp2Stream;
  readonly #end: () => void;
  #rest = Buffer.alloc(0);

  constructor(stream: ClientHttp2Stream, end: () => void) {
    super();
    this.#stream = stream;
    this.#end = end;
    stream.on('data', (chunk: Buffer) => this.#accept(chunk));
    stream.once('end', () => this.push(null));
    stream.once('error', (error: Error) => this.destroy(error));
    stream.once('close', () => this.destroy());
  }

  override _read(): void {
    this.#stream.resume();
  }

  override _write(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    const messages: Buffer[] = [];
    for (let at = 0; at < chunk.length; at += MOST) {
      messages.push(frame(chunk.subarray(at, at + MOST)));
    }
    this.#stream.write(Buffer.concat(messages), done);
  }

  override _final(done: () => void): void {
    this.#stream.end(done);
  }

  override _destroy(error: Error | null, done: (e: Error | null) => void) {
    this.#end();
    done(error);
  }

  #accept(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      if (this.#rest.length < PREFIX) return;
      const end = PREFIX + this.#rest.readUInt32BE(1);
      if (this.#rest.length < end) return;
      const { data } = bytesMessage.decode(this.#rest.subarray(PREFIX, end));
      this.#rest = this.#rest.subarray(end);
      if (!this.push(data)) this.#stream.pause();
    }
  }
}

function frame(data: Buffer): Buffer {
  const message = bytesMessage.encode({ data });
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}
