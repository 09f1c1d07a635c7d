import { findOutside } from '../../context/find-outside';
import { renderPlace } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';

/** Says once what of these images names files that no build sees. */
export function warnOfOutside(
  images: readonly ResolvedImage[],
  warn: (message: string) => void,
): void {
  const texts = images.flatMap(({ flavour, use }) => {
    const { folder, path: name, ignore } = flavour;
    const problems = findOutside({ folder, name, ignore, uses: use.context });
    return problems.map(
      ({ place, message }) => `${renderPlace(place)}: ${message}`,
    );
  });
  for (const text of new Set(texts)) warn(text);
}
