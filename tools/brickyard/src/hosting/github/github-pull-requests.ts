import * as v from 'valibot';

import { parseAnswer } from '../client/parse-answer';
import type {
  NewPullRequest,
  PullRequest,
  PullRequests,
} from '../host/code-host';
import type { GithubApi } from './github-api';

const pullSchema = v.object({
  number: v.number(),
  title: v.string(),
  body: v.nullish(v.string(), ''),
  html_url: v.string(),
  base: v.object({ ref: v.string() }),
  head: v.object({
    ref: v.string(),
    // A fork that was deleted is null.
    repo: v.nullable(v.object({ full_name: v.string() })),
  }),
});

/** docs.github.com, "REST API endpoints for pull requests". */
export class GithubPullRequests implements PullRequests {
  readonly permission =
    'the job needs `pull-requests: write`, and the repository the setting "Allow GitHub Actions to create and approve pull requests"';
  readonly #api: GithubApi;

  constructor(api: GithubApi) {
    this.#api = api;
  }

  async find(branch: string): Promise<PullRequest | undefined> {
    const head = encodeURIComponent(`${this.#api.owner}:${branch}`);
    const path = `pulls?state=open&head=${head}&per_page=100`;
    const action = `look for a pull request of ${branch}`;
    const data = await this.#api.list(path, action);
    const pulls = parseAnswer(v.array(pullSchema), data, 'GitHub');
    const name = this.#api.repository.toLowerCase();
    const found = pulls.find(
      ({ head: { ref, repo } }) =>
        ref === branch && repo?.full_name.toLowerCase() === name,
    );
    return found && toPullRequest(found);
  }

  async create(request: NewPullRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const { data } = await this.#api.send({
      method: 'POST',
      path: 'pulls',
      action: `open a pull request of ${branch} into ${base}`,
      body: { title, body, base, head: branch },
    });
    return toPullRequest(parseAnswer(pullSchema, data, 'GitHub'));
  }

  async update(
    number: number,
    change: { title: string; body: string },
  ): Promise<void> {
    const action = `update pull request ${number}`;
    const path = `pulls/${number}`;
    await this.#api.send({ method: 'PATCH', path, action, body: change });
  }

  async close(number: number): Promise<void> {
    const action = `close pull request ${number}`;
    const path = `pulls/${number}`;
    const body = { state: 'closed' };
    await this.#api.send({ method: 'PATCH', path, action, body });
  }
}

function toPullRequest(pull: v.InferOutput<typeof pullSchema>): PullRequest {
  const { number, title, body, base, html_url } = pull;
  return { number, title, body, base: base.ref, address: html_url };
}
