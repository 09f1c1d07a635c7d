import { ecosystemTable } from '../../ecosystems/ecosystem-table';
import type { Package, PackageGroup } from '../../ecosystems/package';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Contents } from '../../versioning/contents';
import type { Options } from '../../workspace/options';
import { listAncestors } from '../names/list-ancestors';
import { listDirectNames } from './list-direct-names';
import { openFlavour } from './open-flavour';

/**
 * What the locks and lists of an image and of those below it name, for want of
 * the image. Throws REQUIREMENTS_INVALID, R_PACKAGES_INVALID.
 */
export function listSourcePackages(
  image: ResolvedImage,
  images: readonly ResolvedImage[],
  options: Options,
): Contents {
  const below = listAncestors(image, images, options.localNamespace);
  const sources = [image, ...below].map(openFlavour);
  const groups = ecosystemTable.flatMap(({ requested }) =>
    joinGroups(sources.flatMap((each) => requested?.listPackages(each) ?? [])),
  );
  return {
    name: image.id,
    source: 'locks and lists of packages',
    groups,
    isPartial: true,
    size: null,
    direct: listDirectNames(image, images, options),
  };
}

/** By environment. What an image below installs is not installed again. */
function joinGroups(groups: readonly PackageGroup[]): PackageGroup[] {
  const joined = new Map<string, PackageGroup & { packages: Package[] }>();
  for (const { environment, ecosystem, packages } of groups) {
    const id = environment ?? '';
    const group = joined.get(id) ?? { ecosystem, environment, packages: [] };
    const known = new Set(group.packages.map(({ name }) => name));
    group.packages.push(...packages.filter(({ name }) => !known.has(name)));
    joined.set(id, group);
  }
  return [...joined.values()];
}
