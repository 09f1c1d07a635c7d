import type { ImageUse } from '../../dockerfile/dockerfile';
import type { Flavour } from '../../flavour/flavour';
import { faultsError } from '../../plan/fault';
import type { ResolvedImage } from '../../plan/resolve-image';
import { resolveWorkspace } from '../../plan/resolve-workspace';
import type { SynthInput, SynthPackage } from '../../synth/model/synth-input';
import { readWorkspaceNxJson } from '../../workspace/read-nx-json';
import { readWorkspace } from '../../workspace/read-workspace';

/**
 * The input of generated files: only what is committed. They tell of every flavour,
 * so it throws what is wrong with any, each with its file. `BRICKYARD_*` variables
 * belong to a place, and would make the files stale everywhere else.
 */
export function readSynthInput(root: string): SynthInput {
  const workspace = readWorkspace(root, {});
  const { options, flavours } = workspace;
  const { images, broken, faults } = resolveWorkspace(workspace);
  const errors = [...broken.values(), ...faults.values()];
  const error = faultsError(errors.map((each) => ({ error: each })));
  if (error !== undefined) throw error;
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
