import { isLockSource } from '../../lock/kind/lock-owner';
import { lockName } from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { isLockable, listExternals } from '../bases/list-externals';
import type { LintedImage } from '../test/lint-flavours';
import type { Adoption } from './adoption';

/** A folder that is a flavour by now, or would be. */
export interface Adopted extends Omit<
  Adoption,
  'entries' | 'folder' | 'written'
> {
  /** How many files of the folder it has. */
  files: number;
  linted: readonly LintedImage[];
  /** It takes locks by their names, as flavours of generators do. */
  isLocked: boolean;
  /** It starts from an image of elsewhere that `images.lock.json` does not have. */
  isUnpinned: boolean;
}

/** What is told of a flavour that was made, and of what lint found. */
export function describeAdopted(
  { entries, folder, written, ...told }: Adoption,
  linted: readonly LintedImage[],
  { lock, options }: Workspace,
): Adopted {
  void [folder, written];
  const images = linted.map(({ image }) => image);
  const externals = listExternals(images, options.substitutes);
  return {
    ...told,
    linted,
    files: entries.length,
    isLocked: images.some(({ use }) =>
      use.context.some(({ sources }) => sources.some(isLockSource)),
    ),
    isUnpinned: externals
      .filter(isLockable)
      .some(({ reference }) => lock[lockName(reference)] === undefined),
  };
}
