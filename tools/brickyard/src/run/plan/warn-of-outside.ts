import { findOutside } from '../../context/find-outside';
import { renderPlace } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';

/** Says once what of these images names files that no build sees. */
export function warnOfOutside(
  images: readonly ResolvedImage[],
  warn: (message: string) => void,
): void {
  const looked = new Set<string>();
  const texts = images.flatMap(({ flavour, use: { context: uses } }) => {
    const { folder, path: name, ignore } = flavour;
    // For all its lines, most flavours take the same files.
    const look = JSON.stringify([name, uses]);
    if (looked.has(look)) return [];
    looked.add(look);
    const problems = findOutside({ folder, name, ignore, uses });
    return problems.map(
      ({ place, message }) => `${renderPlace(place)}: ${message}`,
    );
  });
  for (const text of new Set(texts)) warn(text);
}
