import { readdirSync } from 'node:fs';

import type { LockOwner } from '../../lock/kind/lock-owner';
import { parentFlavour } from '../../plan/parent-flavour';
import type { ResolvedImage } from '../../plan/resolve-image';
import { takesLock } from '../names/takes-lock';

export type OpenOwner = (image: ResolvedImage) => LockOwner;

/** Images as locks see them, each made once, and each folder listed once. A parent that is not among `images` is left out. */
export function openOwners(
  images: readonly ResolvedImage[],
  localNamespace: string,
): OpenOwner {
  const byId = new Map(images.map((image) => [image.id, image]));
  const owners = new Map<ResolvedImage, LockOwner>();
  const files = new Map<string, readonly string[]>();
  const listFiles = (folder: string): readonly string[] => {
    const known = files.get(folder) ?? readdirSync(folder).sort();
    files.set(folder, known);
    return known;
  };
  const open = (image: ResolvedImage): LockOwner => {
    const known = owners.get(image);
    if (known !== undefined) return known;
    const { flavour, runtime, buildArgs, use } = image;
    const below = new Map(
      image.parents.flatMap(({ id, flavour: name }) => {
        const parent = byId.get(id);
        return parent === undefined ? [] : [[name, open(parent)] as const];
      }),
    );
    const base = use.base && parentFlavour(use.base.image, localNamespace);
    const owner = {
      ...{ flavour, runtime, buildArgs },
      listFiles: () => listFiles(flavour.folder),
      takesLock: (path: string) => takesLock(image, path),
      base: base === undefined ? undefined : below.get(base),
      parents: [...below.values()],
    };
    owners.set(image, owner);
    return owner;
  };
  return open;
}
