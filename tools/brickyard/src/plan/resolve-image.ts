import type { DockerfileUse, ImageUse } from '../dockerfile/dockerfile';
import { resolveDockerfile } from '../dockerfile/resolve-dockerfile';
import { BrickyardError } from '../errors';
import { runtimeBuildArgs } from '../runtime/build-args';
import { imageId, type ImageTarget } from './image-target';

/** A target whose Dockerfile has been read for this runtime. */
export interface ResolvedImage extends ImageTarget {
  /** Only declared ones. */
  buildArgs: Record<string, string>;
  use: DockerfileUse;
  /** Images of this workspace that it is built on or copies from. */
  parents: ParentUse[];
  /** Images from elsewhere, `# syntax` included. */
  externals: ImageUse[];
}

export interface ParentUse extends ImageUse {
  /** `minimal@17.3-LTS` */
  id: string;
  flavour: string;
}

/** Throws DOCKERFILE_INVALID, PARENT_UNKNOWN, with file and line. */
export function resolveImages(
  targets: readonly ImageTarget[],
  localNamespace: string,
): ResolvedImage[] {
  const known = new Map(targets.map((target) => [target.id, target]));
  return targets.map((target) => resolveImage(target, known, localNamespace));
}

function resolveImage(
  target: ImageTarget,
  known: ReadonlyMap<string, ImageTarget>,
  localNamespace: string,
): ResolvedImage {
  const { flavour, runtime } = target;
  const offered = { ...runtimeBuildArgs(runtime), ...flavour.definition.args };
  const use = resolveDockerfile(flavour.dockerfile, {
    buildArgs: offered,
    target: flavour.definition.target,
  });
  const declared = use.declaredArgs.filter((name) => name in offered);
  const isLocal = ({ image }: ImageUse) =>
    image.startsWith(`${localNamespace}/`);
  return {
    ...target,
    use,
    buildArgs: Object.fromEntries(
      declared.map((name) => [name, offered[name] ?? '']),
    ),
    parents: use.images
      .filter(isLocal)
      .map((image) => parentOf(target, image, known)),
    externals: use.images.filter((image) => !isLocal(image)),
  };
}

function parentOf(
  child: ImageTarget,
  use: ImageUse,
  known: ReadonlyMap<string, ImageTarget>,
): ParentUse {
  const flavour = parentFlavour(use.image);
  const id = imageId(flavour, child.runtime.name);
  if (known.has(id)) return { ...use, flavour, id };
  const names = [
    ...new Set([...known.values()].map((target) => target.flavour.name)),
  ];
  const problem = names.includes(flavour)
    ? `is not built for ${child.runtime.name}, which ${child.flavour.name} is`
    : 'is no flavour of this workspace';
  throw new BrickyardError(
    'PARENT_UNKNOWN',
    `${child.flavour.path}/Dockerfile:${use.line}: ${use.image}: ${flavour} ${problem}`,
    { hint: `flavours: ${names.join(', ')}; runtimes are listed in image.ts` },
  );
}

/** `brickyard/minimal:latest` → `minimal` */
export function parentFlavour(image: string): string {
  return image.slice(image.indexOf('/') + 1).replace(/[:@].*$/, '');
}
