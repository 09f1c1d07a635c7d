import { resolve } from 'node:path';

import { type Place, type Problem, problemsError } from '../../errors';
import { tryReadFile } from '../../files/try-read';
import type { SecretSource } from '../../flavour/image-definition';
import { placeInDefinition } from '../../flavour/place-in-definition';
import type { SecretUse } from '../../lock/kind/lock-kind';
import type { KeyedImage } from '../../plan/key-images';

/**
 * The values of the secrets that these images mount, by image id and secret id.
 * Throws SECRET_MISSING for all that are missing, before anything is built.
 */
export function readSecrets(
  images: readonly KeyedImage[],
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Map<string, Record<string, Uint8Array>> {
  const problems: Problem[] = [];
  const secrets = new Map(
    images.map(({ id, flavour, use }) => {
      const uses = use.secretIds.map((secret) => ({ id: secret, flavour }));
      const found = findValues(uses, root, environment);
      problems.push(...found.problems);
      return [id, found.values];
    }),
  );
  if (problems.length > 0) throw problemsError('SECRET_MISSING', problems);
  return secrets;
}

/**
 * The same of secrets that a work needs, each as the `image.ts` of its flavour
 * says, by secret id. Throws SECRET_MISSING.
 */
export function readSecretUses(
  uses: readonly SecretUse[],
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, Uint8Array> {
  const { values, problems } = findValues(uses, root, environment);
  if (problems.length > 0) throw problemsError('SECRET_MISSING', problems);
  return values;
}

function findValues(
  uses: readonly SecretUse[],
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
) {
  const values: Record<string, Uint8Array> = {};
  const problems: Problem[] = [];
  for (const { id, flavour } of uses) {
    const source = flavour.definition.secrets?.find((each) => each.id === id);
    const value = source && readSecretValue(source, root, environment);
    if (value !== undefined) values[id] = value;
    else
      problems.push({
        place: placeOf(id, flavour),
        message: missing(id, source),
      });
  }
  return { values, problems };
}

/** CI hands on a secret that it does not have as an empty text. */
export function readSecretValue(
  { env, file }: SecretSource,
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Uint8Array | undefined {
  const value =
    env === undefined
      ? readIfThere(resolve(root, file ?? ''))
      : Buffer.from(environment[env] ?? '');
  return value?.length ? value : undefined;
}

function readIfThere(path: string): Buffer | undefined {
  const read = tryReadFile(path);
  return 'value' in read ? read.value : undefined;
}

/** The line of image.ts that names the secret. */
function placeOf(id: string, flavour: SecretUse['flavour']): Place {
  const { secrets = [] } = flavour.definition;
  const index = secrets.findIndex((secret) => secret.id === id);
  const keys = index < 0 ? [] : [index, 'id'];
  return placeInDefinition(flavour, ['secrets', ...keys]);
}

function missing(id: string, source: SecretSource | undefined): string {
  if (source === undefined)
    return `secrets: the Dockerfile mounts the secret '${id}', which is not listed`;
  const where =
    source.env === undefined
      ? `the file ${source.file} is empty or cannot be read`
      : `${source.env} is not set, or empty`;
  return `secrets: '${id}' is missing: ${where}`;
}
