import {
  type HostCall,
  type HostReply,
  MemoryServer,
} from '../../testing/memory-server';

interface Change {
  number: number;
  title: string;
  text: string;
  from: string;
  into: string;
  isOpen: boolean;
}

interface Note {
  id: number;
  text: string;
  mine: boolean;
}

const notFound: HostReply = { status: 404, body: { message: 'no such thing' } };

/** A Forge on loopback. */
export class MemoryForge {
  readonly changes: Change[] = [];
  readonly notes = new Map<number, Note[]>();
  readonly #server = new MemoryServer((call) => this.#answer(call));

  static async start(): Promise<MemoryForge> {
    const forge = new MemoryForge();
    await forge.#server.listen();
    return forge;
  }

  /** The variables of a job. */
  get job(): Record<string, string> {
    return { FORGE_URL: this.#server.origin, FORGE_TOKEN: this.#server.token };
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  #answer({ method, url, body }: HostCall): HostReply {
    const [, kind, number, sub, id] = url.pathname.split('/');
    if (kind !== 'changes') return notFound;
    const input = (body ?? {}) as Partial<Change>;
    if (number === undefined) return this.#all(method, url, input);
    const change = this.changes.find((each) => each.number === Number(number));
    if (change === undefined) return notFound;
    if (sub === 'notes')
      return this.#discuss(method, change, Number(id), input);
    return { status: 200, body: Object.assign(change, input) };
  }

  #all(method: string, url: URL, input: Partial<Change>): HostReply {
    if (method === 'GET') {
      const from = url.searchParams.get('from');
      const open = this.changes.filter((c) => c.isOpen && c.from === from);
      return { status: 200, body: open };
    }
    const number = this.changes.length + 1;
    const { title = '', text = '', from = '', into = '' } = input;
    const change = { number, title, text, from, into, isOpen: true };
    this.changes.push(change);
    this.notes.set(number, []);
    return { status: 201, body: change };
  }

  #discuss(
    method: string,
    { number }: Change,
    id: number,
    { text = '' }: Partial<Change>,
  ): HostReply {
    const notes = this.notes.get(number) ?? [];
    if (method === 'GET') return { status: 200, body: notes };
    const note = notes.find((each) => each.id === id);
    if (method === 'POST') notes.push({ id: notes.length, text, mine: true });
    else if (note === undefined) return notFound;
    else note.text = text;
    return { status: 200, body: {} };
  }
}
