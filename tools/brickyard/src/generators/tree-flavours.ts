import { posix } from 'node:path';

import type { Tree } from '@nx/devkit';

import { parseDockerfile } from '../dockerfile/parse-dockerfile';
import type { ParsedDockerfile } from '../dockerfile/parsed-dockerfile';
import { BrickyardError } from '../errors';
import type { ImageDefinition } from '../flavour/image-definition';
import { readDefinition } from '../flavour/read-definitions';
import { hintNames } from '../hint-names';
import { flavoursFolder } from '../workspace/list-flavours';
import { findTreeText } from './find-tree-text';

/** A flavour or library as it would be on disk after this run. */
export interface TreeFlavour {
  name: string;
  /** `packages/python` */
  path: string;
  dockerfile: ParsedDockerfile;
  /** Its last stage starts `FROM scratch`: flavours take from it, none is built on it. */
  isLibrary: boolean;
}

/** Folders that hold a Dockerfile and a package.json, sorted. Throws DOCKERFILE_INVALID. */
export function listTreeFlavours(tree: Tree): TreeFlavour[] {
  return tree
    .children(flavoursFolder)
    .filter((name) =>
      ['Dockerfile', 'package.json'].every((file) =>
        tree.exists(posix.join(flavoursFolder, name, file)),
      ),
    )
    .sort()
    .map((name) => readTreeFlavour(tree, name));
}

function readTreeFlavour(tree: Tree, name: string): TreeFlavour {
  const path = posix.join(flavoursFolder, name);
  const file = `${path}/Dockerfile`;
  const dockerfile = parseDockerfile(readTreeText(tree, file), file);
  const base = dockerfile.stages.at(-1)?.image.text.toLowerCase();
  return { name, path, dockerfile, isLibrary: base === 'scratch' };
}

/** Throws FLAVOUR_INVALID. */
export function readTreeDefinition(
  tree: Tree,
  { path }: Pick<TreeFlavour, 'path'>,
): ImageDefinition {
  const file = `${path}/image.ts`;
  return readDefinition({
    name: file,
    file: posix.join(tree.root, file),
    text: readTreeText(tree, file),
  });
}

export function readTreeText(tree: Tree, file: string): string {
  const text = findTreeText(tree, file);
  if (text !== undefined) return text;
  throw new BrickyardError('FLAVOUR_INVALID', `${file}: cannot be read`, {
    hint: 'a flavour is a folder with Dockerfile, image.ts and package.json',
  });
}

/** The one of this name. Throws FLAVOUR_UNKNOWN, naming all. */
export function findTreeFlavour(
  flavours: readonly TreeFlavour[],
  name: string,
): TreeFlavour {
  const found = flavours.find((flavour) => flavour.name === name);
  if (found) return found;
  const names = flavours.map((flavour) => flavour.name);
  throw new BrickyardError(
    'FLAVOUR_UNKNOWN',
    `there is no flavour ${flavoursFolder}/${name}`,
    {
      hint:
        names.length === 0
          ? 'there are none yet'
          : hintNames('flavours', names, [name]),
    },
  );
}
