import { keyTag } from '../../key/image-key';
import type { KeyedImage } from '../../plan/key-images';
import type { Options } from '../../workspace/options';
import { localName, repositoryOf } from '../names/published-name';
import type { PreparedPlan } from '../plan/prepare-plan';

/**
 * What each parent is called in the Dockerfile that is sent, by image id: its
 * key tag when the engine holds it (found or just built), else its digest in
 * the registry.
 */
export function placeParents(
  image: KeyedImage,
  { images, found }: Pick<PreparedPlan, 'images' | 'found'>,
  options: Options,
): Map<string, string> {
  const byId = new Map(images.map((candidate) => [candidate.id, candidate]));
  const references = new Map<string, string>();
  for (const { id } of image.parents) {
    const parent = byId.get(id);
    if (parent === undefined) continue;
    const at = found.get(id);
    const { registry, repository } = repositoryOf(parent, options);
    references.set(
      id,
      at?.place === 'registry' && at.digest !== undefined
        ? `${registry}/${repository}@${at.digest}`
        : localName(parent, options, keyTag(parent.key)),
    );
  }
  return references;
}
