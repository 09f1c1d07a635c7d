import { ecosystemTable } from '../../ecosystems/ecosystem-table';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { DirectGroup, DirectNames } from '../../versioning/contents';
import type { Options } from '../../workspace/options';
import { listAncestors } from '../names/list-ancestors';
import { openFlavour } from './open-flavour';

/** What a flavour and those it starts from ask for. Throws REQUIREMENTS_INVALID, R_PACKAGES_INVALID. */
export function listDirectNames(
  image: ResolvedImage,
  images: readonly ResolvedImage[],
  { localNamespace }: Pick<Options, 'localNamespace'>,
): DirectNames {
  const found = new Map<string, DirectGroup & { names: Set<string> }>();
  for (const each of [image, ...listAncestors(image, images, localNamespace)])
    for (const { ecosystem, environment, names } of listNames(each)) {
      const id = `${ecosystem} ${environment ?? ''}`;
      const group = found.get(id) ?? {
        ...{ ecosystem, environment },
        names: new Set(),
      };
      for (const name of names) group.names.add(name);
      found.set(id, group);
    }
  return [...found.values()];
}

function listNames(image: ResolvedImage) {
  const source = openFlavour(image);
  return ecosystemTable.flatMap(({ name: ecosystem, requested }) => {
    if (requested === undefined) return [];
    const groups =
      requested.listNames?.(source) ??
      requested.listPackages(source).map(({ environment, packages }) => {
        return { environment, names: packages.map(({ name }) => name) };
      });
    return groups.map((group) => ({ ecosystem, ...group }));
  });
}
