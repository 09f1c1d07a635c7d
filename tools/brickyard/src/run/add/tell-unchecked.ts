import type { ResolvedImage } from '../../plan/resolve-image';
import type { ListChange } from './add-plan';
import { takesList } from './check-list';
import { listTable } from './list-table';

/** Where a build installs a list in a way of its own, nobody asks an index before it. */
export function tellUnchecked(
  changes: readonly ListChange[],
  images: readonly ResolvedImage[],
): string[] {
  const added = changes.filter(({ to }) => to !== undefined);
  const notes = added.flatMap(({ flavour, ecosystem }) => {
    const kind = listTable.find((each) => each.ecosystem === ecosystem);
    const own = images.filter((image) => image.flavour.name === flavour);
    if (kind === undefined || own.some((image) => takesList(image, kind)))
      return [];
    return own
      .slice(0, 1)
      .map(
        ({ flavour: { path } }) =>
          `${path}/Dockerfile takes no lock of ${kind.file}, so a name that does not exist shows in a build`,
      );
  });
  return [...new Set(notes)];
}
