import type { Daemon } from '../connection/dial';
import { awaitAnswer } from '../connection/dial';
import { isConflict, isNotFound } from '../engine-errors';

export interface NewContainer {
  name: string;
  config: object;
}

/** No signal: creating is quick, and half of it would leave something behind. */
export async function createContainer(
  { modem }: Daemon,
  { name, config }: NewContainer,
): Promise<void> {
  await awaitAnswer(modem, {
    method: 'POST',
    path: '/containers/create',
    query: { name },
    json: config,
  });
}

/** With what it left in memory. One that is gone is not an error. */
export async function removeContainer(
  daemon: Daemon,
  name: string,
): Promise<void> {
  const path = `/containers/${name}`;
  const query = { force: '1', v: '1' };
  try {
    await awaitAnswer(daemon.modem, { method: 'DELETE', path, query });
  } catch (error) {
    if (isConflict(error)) return untilRemoved(daemon, name);
    if (!isNotFound(error)) throw error;
  }
}

/** The engine is already removing it. */
async function untilRemoved({ modem }: Daemon, name: string): Promise<void> {
  const path = `/containers/${name}/wait`;
  const query = { condition: 'removed' };
  await awaitAnswer(modem, { method: 'POST', path, query });
}
