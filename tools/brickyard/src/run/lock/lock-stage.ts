import { lockStage } from '../../lock/lock-paths';
import { type ResolvedImage, resolveImages } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';

/** An image's flavour as a build of its stage `lock` reads it. */
export function resolveLockStage(
  image: ResolvedImage,
  images: readonly ResolvedImage[],
  { options }: Pick<Workspace, 'options'>,
): ResolvedImage {
  const { flavour } = image;
  const definition = { ...flavour.definition, target: lockStage };
  const stage = { ...image, flavour: { ...flavour, definition } };
  const others = images.filter(({ id }) => id !== image.id);
  const [resolved] = resolveImages([stage, ...others], options);
  if (resolved === undefined) throw new Error('one target gives one image');
  return resolved;
}
