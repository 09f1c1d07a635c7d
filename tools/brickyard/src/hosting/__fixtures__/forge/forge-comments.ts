import * as v from 'valibot';

import type { HostClient } from '../../client/host-client';
import { parseAnswer } from '../../client/parse-answer';
import type { Comments, HostComment } from '../../host/code-host';

const notesSchema = v.array(
  v.object({ id: v.number(), text: v.string(), mine: v.boolean() }),
);

export class ForgeComments implements Comments {
  readonly #client: HostClient;

  constructor(client: HostClient) {
    this.#client = client;
  }

  async list(change: number, marker: string): Promise<HostComment[]> {
    const { data } = await this.#client.send({
      method: 'GET',
      path: `changes/${change}/notes`,
      action: `list the notes of change ${change}`,
    });
    return parseAnswer(notesSchema, data, 'Forge')
      .filter(({ text }) => text.startsWith(marker))
      .map(({ id, text, mine }) => ({ id: `${id}`, body: text, isOurs: mine }));
  }

  async create(change: number, text: string): Promise<void> {
    const path = `changes/${change}/notes`;
    const action = `add a note to change ${change}`;
    await this.#client.send({ method: 'POST', path, action, body: { text } });
  }

  async update(change: number, id: string, text: string): Promise<void> {
    const path = `changes/${change}/notes/${id}`;
    const action = `update a note of change ${change}`;
    await this.#client.send({ method: 'PATCH', path, action, body: { text } });
  }

  async delete(change: number, id: string): Promise<void> {
    const path = `changes/${change}/notes/${id}`;
    const action = `delete a note of change ${change}`;
    await this.#client.send({ method: 'DELETE', path, action });
  }
}
