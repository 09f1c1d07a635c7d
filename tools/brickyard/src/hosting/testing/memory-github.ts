import type { components } from '@octokit/openapi-types';

import { GithubRoutes, notFound } from './github-routes';
import type { HostCall, HostReply } from './memory-server';
import type { Fields, Part } from './wire-types';

type Schemas = components['schemas'];

export type MemoryComment = Fields<
  Schemas['issue-comment'],
  'id' | 'body' | 'user'
>;

type MemoryIssue = Fields<
  Schemas['issue'],
  'number' | 'title' | 'body' | 'state' | 'labels'
>;

type MemoryPull = Fields<
  Schemas['pull-request'],
  'number' | 'title' | 'body' | 'state' | 'base' | 'head' | 'html_url'
>;

const LIMIT = 65_536;

/** As much of GitHub's REST API as is used, for the repository `team/images`. */
export class MemoryGithub {
  readonly comments = new Map<number, MemoryComment[]>();
  readonly issues: MemoryIssue[] = [];
  readonly issueComments: { issue: number; body: string }[] = [];
  readonly pulls: MemoryPull[] = [];
  /** The user of the token; `undefined` for an app, which a job's token belongs to. */
  login: string | undefined;
  /** Entries on a page, however many are asked for. */
  maxPage = 100;
  #id = 100;
  readonly #routes = new GithubRoutes();

  constructor() {
    this.#addUser();
    this.#addComments();
    this.#addPulls();
    this.#addIssues();
  }

  answer(call: HostCall): HostReply {
    return this.#routes.answer(call);
  }

  #addUser(): void {
    this.#routes.add('get', '/user', () => {
      if (this.login) return { status: 200, body: { login: this.login } };
      const message = 'Resource not accessible by integration';
      return { status: 403, body: { message } };
    });
  }

  #addComments(): void {
    const ofIssue = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
    this.#routes.add('get', ofIssue, ({ number, url }) => {
      const comments = this.comments.get(number);
      return comments === undefined ? notFound : this.#page(comments, url);
    });
    this.#routes.add('post', ofIssue, ({ number, input: { body = '' } }) => {
      if (this.issues.some((issue) => issue.number === number)) {
        this.issueComments.push({ issue: number, body });
        return { status: 201, body: { body } };
      }
      const comments = this.comments.get(number);
      if (comments === undefined) return notFound;
      if (body.length > LIMIT) return tooLong;
      const user = this.login
        ? { login: this.login, type: 'User' }
        : { login: 'github-actions[bot]', type: 'Bot' };
      const comment: MemoryComment = { id: this.#nextId(), body, user };
      comments.push(comment);
      return { status: 201, body: comment };
    });
    const one = '/repos/{owner}/{repo}/issues/comments/{comment_id}';
    this.#routes.add('patch', one, ({ number, input: { body = '' } }) => {
      const { comment } = this.#findComment(number) ?? {};
      if (comment === undefined) return notFound;
      return { status: 200, body: Object.assign(comment, { body }) };
    });
    this.#routes.add('delete', one, ({ number }) => {
      const found = this.#findComment(number);
      if (found === undefined) return notFound;
      found.comments.splice(found.comments.indexOf(found.comment), 1);
      return { status: 204 };
    });
  }

  #addPulls(): void {
    const all = '/repos/{owner}/{repo}/pulls';
    this.#routes.add('get', all, ({ url }) => {
      const [, branch] = (url.searchParams.get('head') ?? '').split(':');
      return this.#page(this.#openPulls(branch), url);
    });
    this.#routes.add('post', all, ({ input }) => {
      const { title = '', body = '', head = '', base = '' } = input;
      if (this.#openPulls(head).length > 0)
        return refuse(`A pull request already exists for team:${head}.`);
      const number = this.#nextId();
      const pull: MemoryPull = {
        ...{ number, title, body, state: 'open', base: { ref: base } },
        head: { ref: head, repo: { full_name: 'team/images' } },
        html_url: `https://github.example/team/images/pull/${number}`,
      };
      this.pulls.push(pull);
      this.comments.set(number, []);
      return { status: 201, body: pull };
    });
    const one = '/repos/{owner}/{repo}/pulls/{pull_number}';
    this.#routes.add('patch', one, ({ number, input }) => {
      const pull = this.pulls.find((each) => each.number === number);
      if (pull === undefined) return notFound;
      const { title, body, state } = { ...pull, ...input };
      return { status: 200, body: Object.assign(pull, { title, body, state }) };
    });
  }

  #addIssues(): void {
    const all = '/repos/{owner}/{repo}/issues';
    this.#routes.add('get', all, ({ url }) => {
      const label = url.searchParams.get('labels') ?? '';
      const labelled = this.issues.filter(({ labels }) =>
        labels.includes(label),
      );
      return this.#page(labelled, url);
    });
    this.#routes.add('post', all, ({ input }) => {
      const { title = '', body = '', labels = [] } = input;
      const number = this.#nextId();
      const issue: MemoryIssue = {
        ...{ number, title: `${title}`, body, state: 'open', labels },
      };
      this.issues.push(issue);
      return { status: 201, body: issue };
    });
    const one = '/repos/{owner}/{repo}/issues/{issue_number}';
    this.#routes.add('patch', one, ({ number, input }) => {
      const issue = this.issues.find((each) => each.number === number);
      if (issue === undefined) return notFound;
      issue.state = input.state ?? issue.state;
      return { status: 200, body: issue };
    });
  }

  #openPulls(branch: string | undefined): MemoryPull[] {
    return this.pulls.filter(
      ({ state, head }) => state === 'open' && head.ref === branch,
    );
  }

  #findComment(id: number) {
    for (const comments of this.comments.values()) {
      const comment = comments.find((each) => each.id === id);
      if (comment !== undefined) return { comments, comment };
    }
    return undefined;
  }

  #nextId(): number {
    this.#id += 1;
    return this.#id;
  }

  #page<T>(all: readonly T[], url: URL) {
    const asked = Number(url.searchParams.get('per_page') ?? 30);
    const size = Math.min(asked, this.maxPage);
    const page = Number(url.searchParams.get('page') ?? 1);
    const body = all.slice((page - 1) * size, page * size);
    if (page * size >= all.length) return { status: 200, body } as const;
    const next = new URL(url);
    next.searchParams.set('page', `${page + 1}`);
    const first = new URL(url);
    const link = `<${first.href}>; rel="first", <${next.href}>; rel="next"`;
    return { status: 200, body, headers: { link } } as const;
  }
}

/** For a field that breaks a rule: docs.github.com, "Troubleshooting the REST API". */
function refuse(message: string) {
  const body: Part<Schemas['validation-error']> = {
    message: 'Validation Failed',
    errors: [{ code: 'custom', message }],
  };
  return { status: 422, body } as const;
}

const tooLong = refuse(`body is too long (maximum is ${LIMIT} characters)`);
