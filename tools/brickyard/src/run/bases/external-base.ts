import type { ResolvedImage } from '../../plan/resolve-image';

/** The image from elsewhere that one starts from, as its Dockerfile names it. */
export function externalBase({
  use,
  externals,
}: Pick<ResolvedImage, 'use' | 'externals'>): string | undefined {
  const name = use.base?.image;
  return externals.some(({ image }) => image === name) ? name : undefined;
}
