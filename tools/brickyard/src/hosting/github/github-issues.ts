import * as v from 'valibot';

import { parseAnswer } from '../client/parse-answer';
import type { Issue, Issues } from '../host/code-host';
import type { GithubApi } from './github-api';

const issueSchema = v.object({
  number: v.number(),
  body: v.nullish(v.string(), ''),
  state: v.string(),
  /** Set for a pull request, which GitHub lists as an issue, too. */
  pull_request: v.optional(v.unknown()),
});

/** docs.github.com, "REST API endpoints for issues". */
export class GithubIssues implements Issues {
  readonly #api: GithubApi;

  constructor(api: GithubApi) {
    this.#api = api;
  }

  async list(label: string): Promise<Issue[]> {
    const query = `state=all&sort=created&direction=asc&per_page=100`;
    const path = `issues?labels=${encodeURIComponent(label)}&${query}`;
    const data = await this.#api.list(path, `list the issues with ${label}`);
    return parseAnswer(v.array(issueSchema), data, 'GitHub')
      .filter(({ pull_request }) => pull_request === undefined)
      .map(toIssue);
  }

  /** GitHub creates a label that does not exist yet. */
  async create(issue: {
    title: string;
    body: string;
    label: string;
  }): Promise<Issue> {
    const { title, body, label } = issue;
    const { data } = await this.#api.send({
      method: 'POST',
      path: 'issues',
      action: 'open an issue',
      body: { title, body, labels: [label] },
    });
    return toIssue(parseAnswer(issueSchema, data, 'GitHub'));
  }

  async close(issue: number, why: string): Promise<void> {
    const path = `issues/${issue}`;
    const action = `close issue ${issue}`;
    // Closing comes first, so that a second run does not comment again.
    const body = { state: 'closed', state_reason: 'completed' };
    await this.#api.send({ method: 'PATCH', path, action, body });
    await this.#api.send({
      method: 'POST',
      path: `${path}/comments`,
      action: `comment on issue ${issue}`,
      body: { body: why },
    });
  }
}

function toIssue(issue: v.InferOutput<typeof issueSchema>): Issue {
  const { number, body, state } = issue;
  return { number, body, isOpen: state === 'open' };
}
