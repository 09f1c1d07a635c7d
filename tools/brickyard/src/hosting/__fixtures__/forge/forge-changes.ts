import * as v from 'valibot';

import type { HostClient } from '../../client/host-client';
import { parseAnswer } from '../../client/parse-answer';
import type {
  NewPullRequest,
  PullRequest,
  PullRequests,
} from '../../host/code-host';

const changeSchema = v.object({
  number: v.number(),
  title: v.string(),
  text: v.string(),
  into: v.string(),
});

export class ForgeChanges implements PullRequests {
  readonly permission = 'the job needs the right "changes"';
  readonly #client: HostClient;

  constructor(client: HostClient) {
    this.#client = client;
  }

  async find(branch: string): Promise<PullRequest | undefined> {
    const { data } = await this.#client.send({
      method: 'GET',
      path: `changes?from=${encodeURIComponent(branch)}`,
      action: `look for a change from ${branch}`,
    });
    const [found] = parseAnswer(v.array(changeSchema), data, 'Forge');
    return found && toPullRequest(found);
  }

  async create(request: NewPullRequest): Promise<PullRequest> {
    const { branch, base, title, body } = request;
    const { data } = await this.#client.send({
      method: 'POST',
      path: 'changes',
      action: `open a change from ${branch}`,
      body: { title, text: body, from: branch, into: base },
    });
    return toPullRequest(parseAnswer(changeSchema, data, 'Forge'));
  }

  async update(
    number: number,
    { title, body }: { title: string; body: string },
  ): Promise<void> {
    await this.#client.send({
      method: 'PATCH',
      path: `changes/${number}`,
      action: `update change ${number}`,
      body: { title, text: body },
    });
  }

  async close(number: number): Promise<void> {
    await this.#client.send({
      method: 'PATCH',
      path: `changes/${number}`,
      action: `close change ${number}`,
      body: { isOpen: false },
    });
  }
}

function toPullRequest(change: v.InferOutput<typeof changeSchema>) {
  const { number, title, text, into } = change;
  const address = `https://forge.example/changes/${number}`;
  return { number, title, body: text, base: into, address };
}
