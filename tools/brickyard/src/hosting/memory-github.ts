import type { HostCall, HostReply } from './memory-host';

export interface MemoryComment {
  id: number;
  body: string;
  user: { login: string; type: string } | null;
}

interface MemoryIssue {
  number: number;
  title: string;
  body: string;
  state: string;
  labels: string[];
}

interface MemoryPull {
  number: number;
  title: string;
  body: string;
  state: string;
  base: { ref: string };
  head: { ref: string; repo: { full_name: string } | null };
  html_url: string;
}

const LIMIT = 65_536;
const notFound: HostReply = { status: 404, body: { message: 'Not Found' } };

/** As much of GitHub's REST API as is used, for the repository `team/images`. */
export class MemoryGithub {
  readonly comments = new Map<number, MemoryComment[]>();
  readonly issues: MemoryIssue[] = [];
  readonly issueComments: { issue: number; body: string }[] = [];
  readonly pulls: MemoryPull[] = [];
  /** Who the token is of; `undefined` for an app, as a job's token is. */
  login: string | undefined;
  /** Entries on a page, however many are asked for. */
  maxPage = 100;
  #id = 100;

  answer({ method, url, body }: HostCall): HostReply {
    const path = url.pathname.replace(/^\/repos\/team\/images/, '');
    if (path === '/user') return this.#user();
    if (path === url.pathname) return notFound;
    const input = (body ?? {}) as Record<string, string>;
    const [, kind, number, sub] =
      /^\/(pulls|issues)(?:\/(?!comments)(\d+))?(\/comments)?/.exec(path) ?? [];
    const comment = /^\/issues\/comments\/(\d+)$/.exec(path)?.[1];
    if (comment) return this.#comment(method, Number(comment), input);
    if (sub) return this.#discuss(method, Number(number), input, url);
    const call = { method, url, number: number ? Number(number) : undefined };
    if (kind === 'pulls') return this.#pull(call, input);
    if (kind === 'issues') return this.#issue(call, input);
    return notFound;
  }

  #user(): HostReply {
    if (this.login) return { status: 200, body: { login: this.login } };
    const message = 'Resource not accessible by integration';
    return { status: 403, body: { message } };
  }

  #discuss(
    method: string,
    number: number,
    { body = '' }: Record<string, string>,
    url: URL,
  ): HostReply {
    if (this.issues.some((issue) => issue.number === number)) {
      this.issueComments.push({ issue: number, body });
      return { status: 201, body: {} };
    }
    const comments = this.comments.get(number);
    if (comments === undefined) return notFound;
    if (method === 'GET') return this.#page(comments, url);
    if (body.length > LIMIT) return tooLong;
    this.#id += 1;
    const user = this.login
      ? { login: this.login, type: 'User' }
      : { login: 'github-actions[bot]', type: 'Bot' };
    comments.push({ id: this.#id, body, user });
    return { status: 201, body: comments.at(-1) };
  }

  #comment(
    method: string,
    id: number,
    { body = '' }: Record<string, string>,
  ): HostReply {
    for (const comments of this.comments.values()) {
      const at = comments.findIndex((comment) => comment.id === id);
      const comment = comments[at];
      if (comment === undefined) continue;
      if (method === 'DELETE') comments.splice(at, 1);
      else comment.body = body;
      return { status: method === 'DELETE' ? 204 : 200, body: undefined };
    }
    return notFound;
  }

  #pull(
    { method, url, number }: { method: string; url: URL; number?: number },
    input: Record<string, string>,
  ): HostReply {
    if (method === 'GET') {
      const [, branch] = (url.searchParams.get('head') ?? '').split(':');
      const open = this.pulls.filter(
        ({ state, head }) => state === 'open' && head.ref === branch,
      );
      return this.#page(open, url);
    }
    if (method === 'POST') return this.#open(input);
    const pull = this.pulls.find((each) => each.number === number);
    if (pull === undefined) return notFound;
    Object.assign(pull, input);
    return { status: 200, body: pull };
  }

  #open(input: Record<string, string>): HostReply {
    const { title = '', body = '', head = '', base = '' } = input;
    const isTaken = this.pulls.some(
      (pull) => pull.state === 'open' && pull.head.ref === head,
    );
    if (isTaken) {
      const message = `A pull request already exists for team:${head}.`;
      return {
        status: 422,
        body: { message: 'Validation Failed', errors: [{ message }] },
      };
    }
    this.#id += 1;
    const pull = {
      number: this.#id,
      title,
      body,
      state: 'open',
      base: { ref: base },
      head: { ref: head, repo: { full_name: 'team/images' } },
      html_url: `https://github.example/team/images/pull/${this.#id}`,
    };
    this.pulls.push(pull);
    this.comments.set(pull.number, []);
    return { status: 201, body: pull };
  }

  #issue(
    { method, url, number }: { method: string; url: URL; number?: number },
    input: Record<string, string>,
  ): HostReply {
    const label = url.searchParams.get('labels') ?? '';
    if (method === 'GET') {
      const labelled = this.issues.filter(({ labels }) =>
        labels.includes(label),
      );
      return this.#page(labelled, url);
    }
    if (method === 'POST') {
      const { title = '', body = '' } = input;
      const labels = input.labels as unknown as string[];
      this.#id += 1;
      const issue = { number: this.#id, title, body, state: 'open', labels };
      this.issues.push(issue);
      return { status: 201, body: issue };
    }
    const issue = this.issues.find((each) => each.number === number);
    if (issue === undefined) return notFound;
    Object.assign(issue, input);
    return { status: 200, body: issue };
  }

  #page(all: readonly unknown[], url: URL): HostReply {
    const asked = Number(url.searchParams.get('per_page') ?? 30);
    const size = Math.min(asked, this.maxPage);
    const page = Number(url.searchParams.get('page') ?? 1);
    const body = all.slice((page - 1) * size, page * size);
    if (page * size >= all.length) return { status: 200, body };
    const next = new URL(url);
    next.searchParams.set('page', `${page + 1}`);
    const first = new URL(url);
    const link = `<${first.href}>; rel="first", <${next.href}>; rel="next"`;
    return { status: 200, body, headers: { link } };
  }
}

const tooLong: HostReply = {
  status: 422,
  body: {
    message: 'Validation Failed',
    errors: [{ message: `body is too long (maximum is ${LIMIT} characters)` }],
  },
};
