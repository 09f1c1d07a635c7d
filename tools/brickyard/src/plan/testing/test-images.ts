import { parseDockerfile } from '../../dockerfile/parse-dockerfile';
import type { Flavour } from '../../flavour/flavour';
import type { ImageDefinition } from '../../flavour/image-definition';
import { builtInRuntimes } from '../../runtime/catalogue';
import { mergeOptions, type Options } from '../../workspace/options';
import type { Workspace } from '../../workspace/workspace';
import { listTargets } from '../image-target';
import { type ResolvedImage, resolveImages } from '../resolve-image';

/** For specs: a flavour out of its Dockerfile's text. */
export function testFlavour(
  name: string,
  dockerfileText: string,
  definition: Partial<ImageDefinition> = {},
): Flavour {
  const path = `packages/${name}`;
  return {
    name,
    folder: `/workspace/${path}`,
    path,
    description: '',
    definition: { runtimes: ['17.3-LTS'], ...definition },
    dockerfile: parseDockerfile(dockerfileText, `${path}/Dockerfile`),
    dockerfileText,
  };
}

export function testWorkspace(
  flavours: readonly Flavour[],
  options: Partial<Options> = {},
): Workspace {
  return {
    root: '/workspace',
    options: { ...mergeOptions({ options: {}, environment: {} }), ...options },
    runtimes: builtInRuntimes,
    flavours,
    broken: [],
    lock: {},
    certificates: [],
  };
}

export function testImages(
  flavours: readonly Flavour[],
  options: Partial<Options> = {},
): ResolvedImage[] {
  const workspace = testWorkspace(flavours, options);
  return resolveImages(listTargets(workspace), workspace.options);
}
