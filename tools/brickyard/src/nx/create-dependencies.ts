import { basename } from 'node:path';

import type {
  CreateDependencies,
  DependencyType,
  RawProjectGraphDependency,
} from '@nx/devkit';

import type { ImageUse } from '../dockerfile/dockerfile';
import { BrickyardError } from '../errors';
import { checkCycles } from '../plan/find-cycle';
import { parentFlavour } from '../plan/resolve-image';
import { readFlavourDockerfile } from './flavour-dockerfile';
import { normalizeOptions } from './plugin-options';

interface Edge {
  child: string;
  parent: string;
  sourceFile: string;
  place: string;
}

/**
 * An edge for every FROM, `COPY --from` and `RUN --mount=from` that names an
 * image of this workspace. All Dockerfiles are read, not only `filesToProcess`:
 * Nx would lose the edges of a project that goes and comes back.
 */
export const createDependencies: CreateDependencies = (options, context) => {
  const { localNamespace } = normalizeOptions(options);
  const flavours = listFlavours(context);
  const edges = flavours.flatMap(({ name, file }) => {
    const { images } = readFlavourDockerfile(context.workspaceRoot, file);
    const local = images.filter(({ image }) =>
      image.startsWith(`${localNamespace}/`),
    );
    return local.map((use) => createEdge(name, file, use, flavours));
  });
  checkCycles(edges);
  return edges.map(toDependency);
};

type Context = Parameters<CreateDependencies>[1];

function listFlavours({
  projects,
  fileMap,
}: Context): { name: string; file: string }[] {
  return Object.entries(fileMap.projectFileMap).flatMap(([name, files]) => {
    const root = projects[name]?.root ?? '';
    const file = `${root}/Dockerfile`;
    const isFlavour =
      /^packages\/[^/]+$/.test(root) &&
      files.some((entry) => entry.file === file);
    return isFlavour && basename(root) === name ? [{ name, file }] : [];
  });
}

function createEdge(
  child: string,
  sourceFile: string,
  { image, line }: ImageUse,
  flavours: readonly { name: string }[],
): Edge {
  const parent = parentFlavour(image);
  const place = `${sourceFile}:${line}`;
  if (flavours.some(({ name }) => name === parent))
    return { child, parent, sourceFile, place };
  throw new BrickyardError(
    'PARENT_UNKNOWN',
    `${place}: ${image}: no flavour packages/${parent} in this workspace`,
    {
      hint: `flavours: ${flavours.map(({ name }) => name).join(', ')}`,
    },
  );
}

function toDependency({
  child,
  parent,
  sourceFile,
}: Edge): RawProjectGraphDependency {
  // DependencyType.static by its value: importing it would load all of devkit.
  const type = 'static' as DependencyType;
  return { source: child, target: parent, sourceFile, type };
}
