import * as v from 'valibot';

import type {
  CodeHost,
  HostComment,
  Issues,
  NewPullRequest,
  PullRequest,
} from './code-host';
import type { GithubApi } from './github-api';
import { GithubIssues } from './github-issues';
import { parseAnswer } from './parse-answer';

const commentSchema = v.object({
  id: v.number(),
  body: v.nullish(v.string(), ''),
  user: v.nullable(v.object({ login: v.string(), type: v.string() })),
});

const pullSchema = v.object({
  number: v.number(),
  title: v.string(),
  body: v.nullish(v.string(), ''),
  html_url: v.string(),
  base: v.object({ ref: v.string() }),
  head: v.object({
    ref: v.string(),
    // A fork that is gone is null.
    repo: v.nullable(v.object({ full_name: v.string() })),
  }),
});

/**
 * docs.github.com: "REST API endpoints for issue comments", "REST API endpoints
 * for pull requests". The limit of 65,536 characters is what the API's own 422
 * says: "body is too long (maximum is 65536 characters)".
 */
export class GithubHost implements CodeHost {
  readonly name = 'GitHub';
  readonly limits = { comment: 65_536, description: 65_536 };
  readonly issues: Issues;
  readonly #api: GithubApi;

  constructor(api: GithubApi) {
    this.#api = api;
    this.issues = new GithubIssues(api);
  }

  async listComments(number: number, marker: string): Promise<HostComment[]> {
    const path = `issues/${number}/comments?per_page=100`;
    const action = `list the comments of pull request ${number}`;
    const data = await this.#api.list(path, action);
    const comments = parseAnswer(v.array(commentSchema), data, this.name);
    const marked = comments.filter(({ body }) => body.startsWith(marker));
    return Promise.all(
      marked.map(async ({ id, body, user }) => {
        return { id: `${id}`, body, isOurs: await this.#isOurs(user) };
      }),
    );
  }

  async createComment(number: number, body: string): Promise<void> {
    const path = `issues/${number}/comments`;
    const action = `comment on pull request ${number}`;
    await this.#api.send({ method: 'POST', path, action, body: { body } });
  }

  async updateComment(number: number, id: string, body: string): Promise<void> {
    const path = `issues/comments/${id}`;
    const action = `update its comment on pull request ${number}`;
    await this.#api.send({ method: 'PATCH', path, action, body: { body } });
  }

  async deleteComment(number: number, id: string): Promise<void> {
    const path = `issues/comments/${id}`;
    const action = `delete a second comment on pull request ${number}`;
    await this.#api.send({ method: 'DELETE', path, action });
  }

  async findPullRequest(branch: string): Promise<PullRequest | undefined> {
    const head = encodeURIComponent(`${this.#api.owner}:${branch}`);
    const path = `pulls?state=open&head=${head}&per_page=100`;
    const action = `look for a pull request of ${branch}`;
    const data = await this.#api.list(path, action);
    const pulls = parseAnswer(v.array(pullSchema), data, this.name);
    const name = this.#api.repository.toLowerCase();
    const found = pulls.find(
      ({ head: { ref, repo } }) =>
        ref === branch && repo?.full_name.toLowerCase() === name,
    );
    return found && toPullRequest(found);
  }

  async createPullRequest(request: NewPullRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const { data } = await this.#api.send({
      method: 'POST',
      path: 'pulls',
      action: `open a pull request of ${branch} into ${base}`,
      body: { title, body, base, head: branch },
    });
    return toPullRequest(parseAnswer(pullSchema, data, this.name));
  }

  async updatePullRequest(
    number: number,
    change: { title: string; body: string },
  ): Promise<void> {
    const action = `update pull request ${number}`;
    const path = `pulls/${number}`;
    await this.#api.send({ method: 'PATCH', path, action, body: change });
  }

  async closePullRequest(number: number): Promise<void> {
    const action = `close pull request ${number}`;
    const body = { state: 'closed' };
    await this.#api.send({
      method: 'PATCH',
      path: `pulls/${number}`,
      action,
      body,
    });
  }

  /** A job's token is an app's, which has no user to ask for: its comments are a bot's. */
  async #isOurs(user: { login: string; type: string } | null) {
    if (user === null) return false;
    return user.type === 'Bot' || user.login === (await this.#api.login());
  }
}

function toPullRequest(pull: v.InferOutput<typeof pullSchema>): PullRequest {
  const { number, title, body, base, html_url } = pull;
  return { number, title, body, base: base.ref, address: html_url };
}
