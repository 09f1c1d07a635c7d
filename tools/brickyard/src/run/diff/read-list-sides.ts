import type { ResolvedImage } from '../../plan/resolve-image';
import type { Contents } from '../../versioning/contents';
import type { Options } from '../../workspace/options';
import { lockCommand } from '../locks/check-locks';
import { type ListLocks, listSound } from '../locks/list-locks';
import { listAncestors } from '../names/list-ancestors';
import { listSourcePackages } from '../sources/list-source-packages';

/** An image of which only locks and lists are known. */
export interface ListSide {
  image: ResolvedImage;
  /** With all that it is built on. */
  images: readonly ResolvedImage[];
  listLocks: ListLocks;
  options: Options;
}

export interface ListSides {
  from: Contents;
  to: Contents;
  /** What is left out. */
  notes: string[];
}

/**
 * What locks and lists of two images name, without what only one of the two has a
 * lock of: versions beside wishes are no difference. Throws REQUIREMENTS_INVALID,
 * R_PACKAGES_INVALID.
 */
export function readListSides(before: ListSide, now: ListSide): ListSides {
  const [from, to] = [before, now].map(listMissing) as [Missing, Missing];
  const kinds = [...new Set([...from.keys(), ...to.keys()])];
  const uneven = kinds.filter((kind) => from.has(kind) !== to.has(kind));
  const read = ({ image, images, options }: ListSide): Contents => {
    const contents = listSourcePackages(image, images, options);
    const groups = contents.groups.filter(
      ({ ecosystem }) => !uneven.includes(ecosystem),
    );
    return { ...contents, groups, line: image.runtime };
  };
  const notes = uneven.map((kind) => {
    const [{ image }, missing] = from.has(kind) ? [before, from] : [now, to];
    const flavours = (missing.get(kind) ?? []).map((flavour) => ({ flavour }));
    return `${kind} packages are not compared, since ${image.id} is not locked for them: ${lockCommand(flavours)}`;
  });
  return { from: read(before), to: read(now), notes };
}

/** By kind of locks: flavours that lack one, lowest first. */
type Missing = ReadonlyMap<string, readonly string[]>;

function listMissing({ image, images, listLocks, options }: ListSide): Missing {
  const all = [image, ...listAncestors(image, images, options.localNamespace)];
  const found = new Map<string, string[]>();
  for (const each of all.reverse()) {
    const locks = listSound(each, each.runtime.name, listLocks);
    for (const { kind, text } of locks) {
      const names = found.get(kind) ?? [];
      const { name } = each.flavour;
      if (text === undefined && !names.includes(name))
        found.set(kind, [...names, name]);
    }
  }
  return found;
}
