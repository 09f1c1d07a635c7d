import * as v from 'valibot';

import type { Environment } from '../http/proxy';
import type {
  CodeHost,
  HostComment,
  NewPullRequest,
  PullRequest,
} from './code-host';
import {
  type HostAnswer,
  HostClient,
  type HostRequest,
  type HostTiming,
} from './host-client';
import { parseAnswer } from './parse-answer';

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

const pullSchema = v.object({
  pullRequestId: v.number(),
  title: v.string(),
  description: v.nullish(v.string(), ''),
  targetRefName: v.string(),
});

export interface AzurePlace {
  /** `https://dev.azure.com/team/` */
  collection: string;
  project: string;
  /** Id or name. */
  repository: string;
  token: string;
  env: Environment;
  timing?: HostTiming;
}

/**
 * learn.microsoft.com, "Azure DevOps Services REST API": Pull Request Threads,
 * Pull Request Thread Comments, Pull Requests, version 7.1. Its limits, 150,000
 * characters for a comment and 4,000 for a description, are in its refusals only.
 */
export class AzureHost implements CodeHost {
  readonly name = 'Azure DevOps';
  readonly limits = { comment: 150_000, description: 4000 };
  readonly #client: HostClient;
  readonly #place: AzurePlace;
  readonly #repository: string;
  #identity: Promise<string> | undefined;

  constructor(place: AzurePlace) {
    const { collection, project, repository, token, env, timing } = place;
    this.#place = place;
    this.#repository = `${encodeURIComponent(project)}/_apis/git/repositories/${encodeURIComponent(repository)}`;
    const authorization = authorize(token);
    const options = {
      name: this.name,
      base: new URL(`${collection.replace(/\/+$/, '')}/`),
      headers: {
        accept: 'application/json',
        // Without it a token that is not taken gets a redirect to a page.
        'x-tfs-fedauthredirect': 'Suppress',
      },
      authorization,
      tokenName: 'SYSTEM_ACCESSTOKEN',
      secrets: [token, authorization.replace(/^\w+ /, '')],
      env,
    };
    this.#client = new HostClient(options, timing);
  }

  async listComments(number: number, marker: string): Promise<HostComment[]> {
    const { data } = await this.#send({
      method: 'GET',
      path: `pullRequests/${number}/threads`,
      action: `list the comments of pull request ${number}`,
    });
    const { value } = parseAnswer(threadsSchema, data, this.name);
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
        isOurs: comment.author?.id === (await this.#askIdentity()),
      })),
    );
  }

  /** The thread is closed: an active one stops a merge where a policy asks that all be resolved. */
  async createComment(number: number, body: string): Promise<void> {
    const comment = { parentCommentId: 0, content: body, commentType: 'text' };
    await this.#send({
      method: 'POST',
      path: `pullRequests/${number}/threads`,
      action: `comment on pull request ${number}`,
      body: { comments: [comment], status: 'closed' },
    });
  }

  async updateComment(number: number, id: string, body: string): Promise<void> {
    await this.#send({
      method: 'PATCH',
      path: `pullRequests/${number}/threads/${id}`,
      action: `update its comment on pull request ${number}`,
      body: { content: body },
    });
  }

  async deleteComment(number: number, id: string): Promise<void> {
    await this.#send({
      method: 'DELETE',
      path: `pullRequests/${number}/threads/${id}`,
      action: `delete a second comment on pull request ${number}`,
    });
  }

  /** The list cuts descriptions off, so the one that is found is read again. */
  async findPullRequest(branch: string): Promise<PullRequest | undefined> {
    const name = encodeURIComponent(`refs/heads/${branch}`);
    const action = `look for a pull request of ${branch}`;
    const { data } = await this.#send({
      method: 'GET',
      path: `pullrequests?searchCriteria.status=active&searchCriteria.sourceRefName=${name}`,
      action,
    });
    const schema = v.object({ value: v.array(pullSchema) });
    const [found] = parseAnswer(schema, data, this.name).value;
    if (found === undefined) return undefined;
    const path = `pullrequests/${found.pullRequestId}`;
    const whole = await this.#send({ method: 'GET', path, action });
    return this.#toPullRequest(whole.data);
  }

  async createPullRequest(request: NewPullRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const { data } = await this.#send({
      method: 'POST',
      path: 'pullrequests',
      action: `open a pull request of ${branch} into ${base}`,
      body: {
        sourceRefName: `refs/heads/${branch}`,
        targetRefName: `refs/heads/${base}`,
        title,
        description: body,
      },
    });
    return this.#toPullRequest(data);
  }

  async updatePullRequest(
    number: number,
    { title, body }: { title: string; body: string },
  ): Promise<void> {
    await this.#send({
      method: 'PATCH',
      path: `pullrequests/${number}`,
      action: `update pull request ${number}`,
      body: { title, description: body },
    });
  }

  async closePullRequest(number: number): Promise<void> {
    await this.#send({
      method: 'PATCH',
      path: `pullrequests/${number}`,
      action: `abandon pull request ${number}`,
      body: { status: 'abandoned' },
    });
  }

  #send(request: HostRequest & { path: string }): Promise<HostAnswer> {
    const mark = request.path.includes('?') ? '&' : '?';
    const path = `${this.#repository}/${request.path}${mark}api-version=7.1`;
    return this.#client.send({ ...request, path });
  }

  #toPullRequest(data: unknown): PullRequest {
    const pull = parseAnswer(pullSchema, data, this.name);
    const { collection, project, repository } = this.#place;
    const number = pull.pullRequestId;
    return {
      number,
      title: pull.title,
      body: pull.description,
      base: pull.targetRefName.replace(/^refs\/heads\//, ''),
      address: `${collection.replace(/\/+$/, '')}/${encodeURIComponent(project)}/_git/${encodeURIComponent(repository)}/pullrequest/${number}`,
    };
  }

  /** As azure-devops-node-api's `WebApi.connect` asks. */
  #askIdentity(): Promise<string> {
    const schema = v.object({
      authenticatedUser: v.object({ id: v.string() }),
    });
    const path = '_apis/connectionData';
    const action = 'say whose token this is';
    this.#identity ??= this.#client
      .send({ method: 'GET', path, action })
      .then(({ data }) => parseAnswer(schema, data, this.name))
      .then(({ authenticatedUser }) => authenticatedUser.id);
    return this.#identity;
  }
}

/** A job's token is a JWT; a personal one has no dots and is a password without a user. */
function authorize(token: string): string {
  if (token.includes('.')) return `Bearer ${token}`;
  return `Basic ${Buffer.from(`:${token}`).toString('base64')}`;
}
