import { BrickyardError } from '../../errors';
import { readSecretValue } from '../sources/read-secrets';
import type { LockWork } from './lock-resolver';

/** The values of secrets of a task's flavour, by id. Throws SECRET_MISSING. */
export function listFeedSecrets(
  ids: readonly (string | undefined)[],
  { task, workspace, environment }: LockWork,
): Map<string, string> {
  const { flavour } = task.image;
  const values = new Map<string, string>();
  for (const id of ids) {
    if (id === undefined) continue;
    const source = flavour.definition.secrets?.find((each) => each.id === id);
    const value =
      source && readSecretValue(source, workspace.root, environment);
    if (value === undefined)
      throw new BrickyardError(
        'SECRET_MISSING',
        `${flavour.path}/image.ts: the secret '${id}' is missing: ${source?.env ?? source?.file ?? 'it is not listed'} is empty or not set`,
      );
    values.set(id, Buffer.from(value).toString('utf8'));
  }
  return values;
}
