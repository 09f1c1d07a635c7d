import * as v from 'valibot';

import { parseAnswer } from '../client/parse-answer';
import type {
  NewPullRequest,
  PullRequest,
  PullRequests,
} from '../host/code-host';
import type { AzureApi } from './azure-api';

const pullSchema = v.object({
  pullRequestId: v.number(),
  title: v.string(),
  description: v.nullish(v.string(), ''),
  targetRefName: v.string(),
});

/** learn.microsoft.com, "Pull Requests". */
export class AzurePullRequests implements PullRequests {
  readonly permission = 'the build service needs "Contribute to pull requests"';
  readonly #api: AzureApi;

  constructor(api: AzureApi) {
    this.#api = api;
  }

  /** The list cuts descriptions off, so the one that is found is read again. */
  async find(branch: string): Promise<PullRequest | undefined> {
    const name = encodeURIComponent(`refs/heads/${branch}`);
    const action = `look for a pull request of ${branch}`;
    const { data } = await this.#api.send({
      method: 'GET',
      path: `pullrequests?searchCriteria.status=active&searchCriteria.sourceRefName=${name}`,
      action,
    });
    const schema = v.object({ value: v.array(pullSchema) });
    const [found] = parseAnswer(schema, data, 'Azure DevOps').value;
    if (found === undefined) return undefined;
    const path = `pullrequests/${found.pullRequestId}`;
    const whole = await this.#api.send({ method: 'GET', path, action });
    return this.#toPullRequest(whole.data);
  }

  async create(request: NewPullRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const { data } = await this.#api.send({
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

  async update(
    number: number,
    { title, body }: { title: string; body: string },
  ): Promise<void> {
    await this.#api.send({
      method: 'PATCH',
      path: `pullrequests/${number}`,
      action: `update pull request ${number}`,
      body: { title, description: body },
    });
  }

  async close(number: number): Promise<void> {
    await this.#api.send({
      method: 'PATCH',
      path: `pullrequests/${number}`,
      action: `abandon pull request ${number}`,
      body: { status: 'abandoned' },
    });
  }

  #toPullRequest(data: unknown): PullRequest {
    const pull = parseAnswer(pullSchema, data, 'Azure DevOps');
    const number = pull.pullRequestId;
    return {
      number,
      title: pull.title,
      body: pull.description,
      base: pull.targetRefName.replace(/^refs\/heads\//, ''),
      address: this.#api.addressOf(number),
    };
  }
}
