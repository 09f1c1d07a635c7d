import * as v from 'valibot';

import { parseAnswer } from '../client/parse-answer';
import type { Comments, HostComment } from '../host/code-host';
import type { GithubApi } from './github-api';

const commentSchema = v.object({
  id: v.number(),
  body: v.nullish(v.string(), ''),
  user: v.nullable(v.object({ login: v.string(), type: v.string() })),
});

/** docs.github.com, "REST API endpoints for issue comments". */
export class GithubComments implements Comments {
  readonly #api: GithubApi;

  constructor(api: GithubApi) {
    this.#api = api;
  }

  async list(number: number, marker: string): Promise<HostComment[]> {
    const path = `issues/${number}/comments?per_page=100`;
    const action = `list the comments of pull request ${number}`;
    const data = await this.#api.list(path, action);
    const comments = parseAnswer(v.array(commentSchema), data, 'GitHub');
    const marked = comments.filter(({ body }) => body.startsWith(marker));
    return Promise.all(
      marked.map(async ({ id, body, user }) => {
        return { id: `${id}`, body, isOurs: await this.#isOurs(user) };
      }),
    );
  }

  async create(number: number, body: string): Promise<void> {
    const path = `issues/${number}/comments`;
    const action = `comment on pull request ${number}`;
    await this.#api.send({ method: 'POST', path, action, body: { body } });
  }

  async update(number: number, id: string, body: string): Promise<void> {
    const path = `issues/comments/${id}`;
    const action = `update its comment on pull request ${number}`;
    await this.#api.send({ method: 'PATCH', path, action, body: { body } });
  }

  async delete(number: number, id: string): Promise<void> {
    const path = `issues/comments/${id}`;
    const action = `delete a second comment on pull request ${number}`;
    await this.#api.send({ method: 'DELETE', path, action });
  }

  /** A job's token belongs to an app, which has no user: its comments are a bot's. */
  async #isOurs(user: { login: string; type: string } | null) {
    if (user === null) return false;
    return user.type === 'Bot' || user.login === (await this.#api.login());
  }
}
