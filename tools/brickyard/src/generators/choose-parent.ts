import type { Tree } from '@nx/devkit';

import { BrickyardError } from '../errors';
import type { ImageDefinition } from '../flavour/image-definition';
import {
  findTreeFlavour,
  readTreeDefinition,
  type TreeFlavour,
} from './tree-flavours';

export type FlavourLanguage = NonNullable<ImageDefinition['languages']>[number];

export interface Parent extends TreeFlavour {
  definition: ImageDefinition;
}

export interface ParentRequest {
  /** As asked for; the one that fits when left out. */
  parent?: string;
  languages: readonly FlavourLanguage[];
}

/** What every flavour has, or the cluster brings. */
const BROUGHT: readonly FlavourLanguage[] = ['scala', 'sql'];

/** Chooses the parent of a new flavour. Throws FLAVOUR_UNKNOWN, PARENT_UNKNOWN. */
export function chooseParent(
  tree: Tree,
  flavours: readonly TreeFlavour[],
  { parent, languages }: ParentRequest,
): Parent {
  const needed = languages.filter((each) => !BROUGHT.includes(each));
  if (parent !== undefined)
    return checkParent(tree, findTreeFlavour(flavours, parent), needed);
  for (const name of candidates(needed)) {
    const found = flavours.find((flavour) => flavour.name === name);
    if (found !== undefined) return checkParent(tree, found, needed);
  }
  throw new BrickyardError(
    'PARENT_UNKNOWN',
    `no flavour here is known to have ${needed.join(' and ') || 'the JDK'}: there is no packages/${candidates(needed).join(' and no packages/')}`,
    {
      hint: `npx nx g brickyard:init${needed.length === 0 ? '' : ` --languages=${needed.join(',')}`} adds them; or name one with --parent`,
    },
  );
}

function candidates(needed: readonly FlavourLanguage[]): string[] {
  if (needed.length === 0) return ['minimal'];
  return needed.length === 2 ? ['python-r'] : [...needed, 'python-r'];
}

function checkParent(
  tree: Tree,
  flavour: TreeFlavour,
  needed: readonly FlavourLanguage[],
): Parent {
  const { name, path } = flavour;
  if (flavour.isLibrary) {
    throw new BrickyardError(
      'PARENT_UNKNOWN',
      `${path} is a library: it starts FROM scratch, and no flavour is built on it`,
      { hint: 'name a flavour with --parent' },
    );
  }
  const definition = readTreeDefinition(tree, flavour);
  const lacking = needed.filter(
    (each) => !definition.languages?.includes(each),
  );
  if (lacking.length === 0) return { ...flavour, definition };
  throw new BrickyardError(
    'PARENT_UNKNOWN',
    `${name} has no ${lacking.join(' and no ')}: ${path}/image.ts has languages: [${definition.languages?.join(', ') ?? ''}]`,
    {
      hint: `leave --parent out, or name a flavour that has ${needed.join(' and ')}`,
    },
  );
}
