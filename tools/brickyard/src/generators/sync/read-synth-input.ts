import { join } from 'node:path';

import type { ImageUse } from '../../dockerfile/dockerfile';
import type { Flavour } from '../../flavour/flavour';
import { listTargets } from '../../plan/image-target';
import { type ResolvedImage, resolveImages } from '../../plan/resolve-image';
import type { SynthInput, SynthPackage } from '../../synth/model/synth-input';
import { readWorkspaceNxJson } from '../../workspace/read-nx-json';
import { readWorkspace } from '../../workspace/read-workspace';

/**
 * The input of generated files: only what is committed. `BRICKYARD_*` variables
 * belong to a place, and would make the files stale everywhere else.
 */
export function readSynthInput(root: string): SynthInput {
  forgetDefinitions(join(root, 'packages'));
  const workspace = readWorkspace(root, {});
  const { options, flavours } = workspace;
  const images = resolveImages(listTargets(workspace), options);
  return {
    registry: options.registry,
    localNamespace: options.localNamespace,
    mainBranch: readWorkspaceNxJson(root).defaultBase ?? 'main',
    ci: options.ci,
    packages: flavours.map((flavour) =>
      describePackage(
        flavour,
        images.filter((image) => image.flavour === flavour),
      ),
    ),
  };
}

/** Nx's daemon outlives changes of an `image.ts`. */
function forgetDefinitions(folder: string): void {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder)) delete require.cache[file];
  }
}

function describePackage(
  { name, path, description, definition }: Flavour,
  images: readonly ResolvedImage[],
): SynthPackage {
  const isLibrary = images.some(({ use }) => use.fromScratch);
  const uses = images.flatMap(({ parents }) => parents);
  const parentsBy = (...kinds: ImageUse['kind'][]) =>
    sorted(
      uses
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ flavour }) => flavour),
    );
  return {
    name,
    path,
    kind: isLibrary ? 'library' : 'cluster image',
    description,
    languages: definition.languages ?? [],
    runtimes: definition.runtimes,
    owners: definition.owners ?? [],
    builtOn: parentsBy('from', 'copy'),
    parents: parentsBy('from', 'copy', 'mount'),
  };
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
