import * as v from 'valibot';

import { parseAnswer } from '../client/parse-answer';
import type { Comments, HostComment } from '../host/code-host';
import type { AzureApi } from './azure-api';

const threadsSchema = v.object({
  value: v.array(
    v.object({
      id: v.number(),
      isDeleted: v.nullish(v.boolean(), false),
      comments: v.nullish(
        v.array(
          v.object({
            id: v.number(),
            content: v.nullish(v.string(), ''),
            isDeleted: v.nullish(v.boolean(), false),
            author: v.nullish(v.object({ id: v.string() })),
          }),
        ),
        [],
      ),
    }),
  ),
});

/**
 * A comment is the first one of a thread. learn.microsoft.com: "Pull Request
 * Threads", "Pull Request Thread Comments".
 */
export class AzureComments implements Comments {
  readonly #api: AzureApi;

  constructor(api: AzureApi) {
    this.#api = api;
  }

  async list(number: number, marker: string): Promise<HostComment[]> {
    const { data } = await this.#api.send({
      method: 'GET',
      path: `pullRequests/${number}/threads`,
      action: `list the comments of pull request ${number}`,
    });
    const { value } = parseAnswer(threadsSchema, data, 'Azure DevOps');
    const first = value
      .filter(({ isDeleted }) => !isDeleted)
      .sort((a, b) => a.id - b.id)
      .flatMap(({ id, comments: [comment] }) =>
        comment === undefined ? [] : [{ thread: id, comment }],
      );
    const marked = first.filter(
      ({ comment }) => !comment.isDeleted && comment.content.startsWith(marker),
    );
    return Promise.all(
      marked.map(async ({ thread, comment }) => ({
        id: `${thread}/comments/${comment.id}`,
        body: comment.content,
        isOurs: comment.author?.id === (await this.#api.identity()),
      })),
    );
  }

  /** The thread is closed: a policy may ask that all active ones are resolved. */
  async create(number: number, body: string): Promise<void> {
    const comment = { parentCommentId: 0, content: body, commentType: 'text' };
    await this.#api.send({
      method: 'POST',
      path: `pullRequests/${number}/threads`,
      action: `comment on pull request ${number}`,
      body: { comments: [comment], status: 'closed' },
    });
  }

  async update(number: number, id: string, body: string): Promise<void> {
    await this.#api.send({
      method: 'PATCH',
      path: `pullRequests/${number}/threads/${id}`,
      action: `update its comment on pull request ${number}`,
      body: { content: body },
    });
  }

  async delete(number: number, id: string): Promise<void> {
    await this.#api.send({
      method: 'DELETE',
      path: `pullRequests/${number}/threads/${id}`,
      action: `delete a second comment on pull request ${number}`,
    });
  }
}
