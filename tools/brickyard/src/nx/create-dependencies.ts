import { basename } from 'node:path';

import type {
  CreateDependencies,
  DependencyType,
  RawProjectGraphDependency,
} from '@nx/devkit';

import type { ImageUse } from '../dockerfile/dockerfile';
import { BrickyardError, isBrickyardError } from '../errors';
import { hintNames } from '../hint-names';
import { listCycles } from '../plan/find-cycle';
import { parentFlavour } from '../plan/parent-flavour';
import { isUnknown, readFlavourDockerfile } from './flavour-dockerfile';
import { normalizeOptions } from './plugin-options';
import { orWarn, warnOf } from './warn-of';
import { withHint } from './with-hint';

interface ParentPlace {
  image: string;
  place: string;
  flavours: readonly { name: string }[];
}

interface Edge {
  child: string;
  parent: string;
  sourceFile: string;
  place: string;
}

/**
 * An edge for every FROM, `COPY --from` and `RUN --mount=from` that names an
 * image of this workspace; none of a flavour whose Dockerfile is wrong about that,
 * which is warned of. All Dockerfiles are read, not only `filesToProcess`: Nx would
 * lose the edges of a project that goes and comes back.
 */
export const createDependencies: CreateDependencies = (options, context) =>
  withHint(() => listEdges(options, context).map(toDependency));

type Context = Parameters<CreateDependencies>[1];

function listEdges(options: unknown, context: Context): Edge[] {
  const { localNamespace } = normalizeOptions(options);
  const flavours = listFlavours(context);
  const edges = flavours.flatMap(({ name, file }) => {
    const images = readImages(context.workspaceRoot, file);
    const read = () =>
      images.flatMap((use) => {
        const parent = parentFlavour(use.image, localNamespace);
        if (parent === undefined) return [];
        const place = `${file}:${use.line}`;
        checkParent(parent, { image: use.image, place, flavours });
        return [{ child: name, parent, sourceFile: file, place }];
      });
    return orWarn(read, () => []);
  });
  const cycles = listCycles(edges);
  new Set(cycles.values()).forEach(warnOf);
  return edges.filter(({ child }) => !cycles.has(child));
}

/** Nothing of a Dockerfile that cannot be read: that is warned of where its project is made. */
function readImages(workspaceRoot: string, file: string): readonly ImageUse[] {
  try {
    return readFlavourDockerfile(workspaceRoot, file).images;
  } catch (error) {
    if (isBrickyardError(error)) return [];
    throw error;
  }
}

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

function checkParent(
  parent: string,
  { image, place, flavours }: ParentPlace,
): void {
  if (flavours.some(({ name }) => name === parent)) return;
  if (isUnknown(parent)) {
    throw new BrickyardError(
      'PARENT_UNKNOWN',
      `${place}: which flavour this names depends on an ARG without a default`,
      { hint: 'give the ARG a default: Nx orders its tasks by it' },
    );
  }
  const names = flavours.map(({ name }) => name);
  throw new BrickyardError(
    'PARENT_UNKNOWN',
    `${place}: ${image}: there is no flavour packages/${parent} in this workspace`,
    { hint: hintNames('flavours', names, [parent]) },
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
