import type { HostCall, HostReply } from './memory-host';

export interface MemoryThread {
  id: number;
  status: string;
  isDeleted?: boolean;
  comments: {
    id: number;
    content: string;
    isDeleted?: boolean;
    author: { id: string };
  }[];
}

interface MemoryPull {
  pullRequestId: number;
  title: string;
  description: string;
  status: string;
  sourceRefName: string;
  targetRefName: string;
}

interface Input {
  content?: string;
  status?: string;
  title?: string;
  description?: string;
  sourceRefName?: string;
  targetRefName?: string;
  comments?: { content: string }[];
}

const notFound: HostReply = {
  status: 404,
  body: { message: 'TF401180: The requested pull request was not found.' },
};

/** As much of Azure DevOps' REST API as is used: `/team/`, project `data images`, repository `r1`. */
export class MemoryAzure {
  readonly threads = new Map<number, MemoryThread[]>();
  readonly pulls: MemoryPull[] = [];
  readonly identity = 'build-service';
  #id = 100;

  answer({ method, url, body }: HostCall): HostReply {
    if (url.pathname === '/team/_apis/connectionData')
      return {
        status: 200,
        body: { authenticatedUser: { id: this.identity } },
      };
    const root = '/team/data%20images/_apis/git/repositories/r1/';
    if (!url.pathname.startsWith(root)) return notFound;
    if (url.searchParams.get('api-version') !== '7.1')
      return { status: 400, body: { message: 'no api-version' } };
    const [kind = '', number, sub, thread, , comment] = url.pathname
      .slice(root.length)
      .split('/');
    if (kind.toLowerCase() !== 'pullrequests') return notFound;
    const input = (body ?? {}) as Input;
    if (number === undefined) return this.#pulls(method, url, input);
    if (sub === undefined) return this.#pull(method, Number(number), input);
    const threads = this.threads.get(Number(number));
    if (threads === undefined) return notFound;
    if (thread === undefined) return this.#threads(method, threads, input);
    const found = threads.find(({ id }) => id === Number(thread));
    const place = found?.comments.find(({ id }) => id === Number(comment));
    if (!found || !place) return notFound;
    if (method === 'DELETE') place.isDeleted = found.isDeleted = true;
    else place.content = input.content ?? '';
    return { status: 200, body: method === 'DELETE' ? undefined : place };
  }

  #threads(method: string, threads: MemoryThread[], input: Input): HostReply {
    if (method === 'GET')
      return { status: 200, body: { count: threads.length, value: threads } };
    this.#id += 1;
    const [{ content } = { content: '' }] = input.comments ?? [];
    if (content.length > 150_000)
      return { status: 400, body: { message: 'A discussion comment …' } };
    const comment = { id: 1, content, author: { id: this.identity } };
    const { status = '' } = input;
    threads.push({ id: this.#id, status, comments: [comment] });
    return { status: 200, body: threads.at(-1) };
  }

  #pulls(method: string, url: URL, input: Input): HostReply {
    if (method === 'GET') {
      const source = url.searchParams.get('searchCriteria.sourceRefName');
      const value = this.pulls
        .filter((p) => p.sourceRefName === source && p.status === 'active')
        // The real one cuts here, too.
        .map((p) => ({ ...p, description: p.description.slice(0, 400) }));
      return { status: 200, body: { count: value.length, value } };
    }
    const refusal = checkDescription(input);
    if (refusal) return refusal;
    this.#id += 1;
    const pull = {
      pullRequestId: this.#id,
      title: input.title ?? '',
      description: input.description ?? '',
      status: 'active',
      sourceRefName: input.sourceRefName ?? '',
      targetRefName: input.targetRefName ?? '',
    };
    this.pulls.push(pull);
    this.threads.set(pull.pullRequestId, []);
    return { status: 201, body: pull };
  }

  #pull(method: string, number: number, input: Input): HostReply {
    const pull = this.pulls.find((p) => p.pullRequestId === number);
    if (pull === undefined) return notFound;
    const refusal = checkDescription(input);
    if (refusal) return refusal;
    if (method === 'PATCH') Object.assign(pull, input);
    return { status: 200, body: pull };
  }
}

function checkDescription({ description = '' }: Input): HostReply | undefined {
  if (description.length <= 4000) return undefined;
  const message =
    'A description for a pull request must not be longer than 4000 characters.';
  return { status: 400, body: { message } };
}
