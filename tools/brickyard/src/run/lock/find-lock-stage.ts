import type { ResolvedImage } from '../../plan/resolve-image';

export interface KnownStages {
  images: readonly ResolvedImage[];
  /** By image id: the stage `lock` of its own Dockerfile. */
  own: ReadonlyMap<string, ResolvedImage>;
}

/**
 * What an image's locks are made in: the stage `lock` of its own Dockerfile, else
 * that of the nearest library that it uses, as the toolbox. The stage of a library
 * that is built on images of this workspace is for that library alone: so a
 * flavour is locked without any image that is below it.
 */
export function findLockStage(
  image: ResolvedImage,
  { images, own }: KnownStages,
): ResolvedImage | undefined {
  const stage = own.get(image.id);
  if (stage !== undefined) return stage;
  const byId = new Map(images.map((each) => [each.id, each]));
  const seen = new Set([image.id]);
  for (let level = [image]; level.length > 0;) {
    const next = level
      .flatMap(({ parents }) => parents.map(({ id }) => id))
      .filter((id) => !seen.has(id));
    for (const id of next) {
      seen.add(id);
      const lent = own.get(id);
      const isLibrary = byId.get(id)?.use.fromScratch;
      if (isLibrary && lent?.parents.length === 0) return lent;
    }
    level = next.flatMap((id) => byId.get(id) ?? []);
  }
  return undefined;
}
