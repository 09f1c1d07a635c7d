import { BrickyardError } from '../../errors';
import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import type { Registry } from '../../registry/registry';
import type { Options } from '../../workspace/options';
import { repositoryOf } from '../names/published-name';

/** REGISTRY_NAME_UNKNOWN of images that nobody made a repository for, by id. */
export async function findMissingRepositories(
  images: readonly KeyedImage[],
  options: Options,
  registry: Registry,
): Promise<Map<string, BrickyardError>> {
  const refusals = new Map<string, BrickyardError>();
  const ask = async (image: KeyedImage): Promise<void> => {
    const at = repositoryOf(image, options);
    const tag = keyTag(image.key);
    const error = await registry.findMissingRepository(at, tag);
    if (error !== undefined) refusals.set(image.id, error);
  };
  await Promise.all(images.map(ask));
  return refusals;
}

/** All of them in one, with all commands; each repository once, whatever the runtimes. */
export function missingRepositoriesError(
  refusals: ReadonlyMap<string, BrickyardError>,
): BrickyardError {
  const byMessage = new Map(
    [...refusals.values()].map((error) => [error.message, error]),
  );
  const errors = [...byMessage.values()];
  const message = errors.map((error) => error.message).join('\n');
  const hint = errors.map((error) => error.hint).join('\n        ');
  return new BrickyardError('REGISTRY_NAME_UNKNOWN', message, { hint });
}
