import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { ResolvedImage } from '../../plan/resolve-image';
import { takesLock } from '../names/takes-lock';
import type { FlavourLists } from './flavour-lists';
import type { ListKind } from './list-kind';

/** What keeps a flavour from having a list of this kind, and what to do; `undefined` where nothing does. */
export function checkList(
  { kind, flavour, images, drafts }: FlavourLists,
  word: string,
): string | undefined {
  const { language, title, file, flag } = kind;
  if (drafts.read(flavour, file) !== undefined) return undefined;
  const { languages = [] } = flavour.definition;
  if (language !== undefined && !languages.includes(language))
    return `${word}: ${flavour.name} has no ${title}: ${flavour.path}/image.ts says languages: [${languages.join(', ')}]${flag === 'packages' ? `. Words without a flag are Python packages: write --r=${word} for an R package, --apt=${word} for a system library` : ''}`;
  if (images.some((image) => takesList(image, kind))) return undefined;
  return `${word}: ${flavour.path} has no ${file}, and its Dockerfile installs none: ${adviseOn({ flavour, file, images })}`;
}

/** Whether an image's build takes the lock of such a list. */
export function takesList(
  image: ResolvedImage,
  { lockPath }: Pick<ListKind, 'lockPath'>,
): boolean {
  return takesLock(image, lockPath(image.runtime.name));
}

/** The image below that has such a list, or the steps to copy. */
function adviseOn({
  flavour,
  file,
  images,
}: Pick<FlavourLists, 'flavour' | 'images'> & { file: string }): string {
  const hasList = (name: string) =>
    existsSync(join(flavour.folder, '..', name, file));
  const below = images.flatMap(({ parents }) =>
    parents.map((parent) => parent.flavour),
  );
  const owner = below.find(hasList);
  const steps =
    'give it the steps that a new flavour has (npx nx g brickyard:flavour --help)';
  return owner === undefined
    ? steps
    : `add it to ${owner}, which ${flavour.name} is built on, or ${steps}`;
}
