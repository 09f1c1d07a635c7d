import { stageTable } from '../../lock/stage-table';
import type { ResolvedImage } from '../../plan/resolve-image';
import { listLines, listSound, openLocks } from '../locks/list-locks';
import type { AddPlan, AddRequest } from './add-plan';

/** Whose locks and images follow from changed lists. */
export function listFollowing(
  { changes, edits }: Pick<AddPlan, 'changes' | 'edits'>,
  images: readonly ResolvedImage[],
  { workspace }: AddRequest,
): Pick<AddPlan, 'affected' | 'locked' | 'kinds' | 'needsEngine'> {
  const affected = listAffected(
    new Set(changes.map(({ flavour }) => flavour)),
    images,
  );
  const kinds = [...new Set(changes.map(({ ecosystem }) => ecosystem))];
  const listLocks = openLocks({ images, workspace });
  // There is no lock of a list that is new, and there will be one.
  const isNew = ({ flavour }: ResolvedImage) =>
    edits.some(
      ({ path, before }) =>
        before === undefined && path.startsWith(`${flavour.path}/`),
    );
  const isLocked = (name: string) =>
    images
      .filter(({ flavour }) => flavour.name === name)
      .some(
        (image) =>
          isNew(image) ||
          listLines(image)
            .flatMap((line) => listSound(image, line, listLocks))
            .some(({ kind }) => kinds.includes(kind)),
      );
  const locked = affected.filter(isLocked);
  const needsEngine =
    locked.length > 0 && kinds.some((kind) => stageTable[kind] !== undefined);
  return { affected, kinds, locked, needsEngine };
}

/** These flavours and all that are built on them, parents first as `images` are. */
function listAffected(
  changed: ReadonlySet<string>,
  images: readonly ResolvedImage[],
): string[] {
  const affected = new Set(changed);
  for (const { flavour, parents } of images)
    if (parents.some((parent) => affected.has(parent.flavour)))
      affected.add(flavour.name);
  const ordered = images.map(({ flavour }) => flavour.name);
  return [...new Set(ordered)].filter((name) => affected.has(name));
}
