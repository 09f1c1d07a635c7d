import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** Of a message, before the question. RFC 1035 §4.1.1 */
const headerLength = 12;
/** An address of four bytes. RFC 1035 §3.2.2 */
const typeA = 1;

/**
 * A name server that drops each question a few times before it answers, as one does
 * that has too much to do. Every name is at 127.0.0.1.
 */
export class BusyNameserver {
  /** Port 53 is where the C library asks, so that only root can start it. */
  static readonly canStart = process.getuid?.() === 0;
  /** Of loopback, and not where a machine may have its own name server. */
  readonly address = '127.0.0.77';
  /** How often each question came, by its bytes. */
  readonly #asked = new Map<string, number>();
  readonly #socket: Socket = createSocket('udp4');

  static async start(drops: number): Promise<BusyNameserver> {
    const server = new BusyNameserver(drops);
    server.#socket.bind(53, server.address);
    await once(server.#socket, 'listening');
    return server;
  }

  private constructor(drops: number) {
    this.#socket.on('message', (message, { address, port }) => {
      const question = message.subarray(headerLength).toString('hex');
      const count = (this.#asked.get(question) ?? 0) + 1;
      this.#asked.set(question, count);
      if (count > drops) this.#socket.send(answer(message), port, address);
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(() => resolve()));
  }
}

/** RFC 1035 §4.1. For a type other than A, that there is none. */
function answer(query: Buffer): Buffer {
  const nameEnd = query.indexOf(0, headerLength) + 1;
  const hasAddress = query.readUInt16BE(nameEnd) === typeA;
  const header = Buffer.from(query.subarray(0, headerLength));
  // An answer, from a server that asks others.
  header.writeUInt16BE(0x81_80, 2);
  header.writeUInt16BE(hasAddress ? 1 : 0, 6);
  header.writeUInt32BE(0, 8);
  const question = query.subarray(headerLength, nameEnd + 4);
  // The name of the question, A, IN, for no time, four bytes.
  const record = Buffer.from('c00c00010001000000000004' + '7f000001', 'hex');
  return Buffer.concat([header, question, ...(hasAddress ? [record] : [])]);
}
