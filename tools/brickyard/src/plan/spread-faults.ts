import { BrickyardError } from '../errors';
import type { ResolvedImage } from './resolve-image';

export interface KnownFaults {
  /** By flavour. */
  broken: ReadonlyMap<string, BrickyardError>;
  /** By image id. */
  faults: ReadonlyMap<string, BrickyardError>;
}

/**
 * By image id: the faults of images, and PARENT_FAILED of all that is built on
 * one of these or copies from it.
 */
export function spreadFaults(
  images: readonly ResolvedImage[],
  { broken, faults }: KnownFaults,
): Map<string, BrickyardError> {
  const spread = new Map(faults);
  const sound = new Set<string>();
  const byId = new Map(images.map((image) => [image.id, image]));
  const visit = (id: string): BrickyardError | undefined => {
    const known = spread.get(id);
    const image = byId.get(id);
    if (known !== undefined || image === undefined || sound.has(id))
      return known;
    for (const parent of image.parents) {
      const cause = broken.get(parent.flavour) ?? visit(parent.id);
      if (cause === undefined) continue;
      const error = parentError(image, parent, cause);
      spread.set(id, error);
      return error;
    }
    sound.add(id);
    return undefined;
  };
  for (const { id } of images) visit(id);
  return spread;
}

/** Names the first cause alone, however far down it is. */
function parentError(
  { flavour }: ResolvedImage,
  { image, line }: ResolvedImage['parents'][number],
  cause: BrickyardError,
): BrickyardError {
  const root = cause.code === 'PARENT_FAILED' ? cause.cause : cause;
  const { message, hint } = root as BrickyardError;
  return new BrickyardError(
    'PARENT_FAILED',
    `${flavour.path}/Dockerfile:${line}: ${image} cannot be built: ${message}`,
    { cause: root, hint },
  );
}
