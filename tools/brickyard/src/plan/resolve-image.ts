import type { DockerfileUse, ImageUse } from '../dockerfile/dockerfile';
import { resolveDockerfile } from '../dockerfile/resolve-dockerfile';
import { BrickyardError } from '../errors';
import { hintNames } from '../hint-names';
import { oncePer } from '../once-per';
import { runtimeBuildArgs } from '../runtime/build-args';
import type { Mirrors, Options } from '../workspace/options';
import { imageId, type ImageTarget } from './image-target';
import { parentFlavour } from './parent-flavour';

/** A target whose Dockerfile has been read for this runtime. */
export interface ResolvedImage extends ImageTarget {
  /** Only declared ones. */
  buildArgs: Record<string, string>;
  /** Declared ones that say where packages come from, not which: never in a key. */
  mirrorArgs: Record<string, string>;
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
  options: Pick<Options, 'localNamespace' | 'mirrors'>,
): ResolvedImage[] {
  const known = new Map(targets.map((target) => [target.id, target]));
  const others = { known, broken: new Map<string, unknown>() };
  return targets.map((target) => resolveImage(target, others, options));
}

/** What the parents of an image may be. */
export interface OtherImages {
  /** By id. */
  known: ReadonlyMap<string, ImageTarget>;
  /** By flavour: named, its images are neither known nor unknown. */
  broken: ReadonlyMap<string, unknown>;
}

/** Throws DOCKERFILE_INVALID, PARENT_UNKNOWN, with file and line. */
export function resolveImage(
  target: ImageTarget,
  others: OtherImages,
  { localNamespace, mirrors }: Pick<Options, 'localNamespace' | 'mirrors'>,
): ResolvedImage {
  const { flavour, runtime } = target;
  const offered = { ...runtimeBuildArgs(runtime), ...flavour.definition.args };
  const use = resolveDockerfile(flavour.dockerfile, {
    buildArgs: offered,
    target: flavour.definition.target,
  });
  const isLocal = ({ image }: ImageUse) =>
    parentFlavour(image, localNamespace) !== undefined;
  return {
    ...target,
    use,
    buildArgs: pickDeclared(offered, use),
    mirrorArgs: pickDeclared(listMirrorArgs(mirrors), use),
    parents: use.images.flatMap((image) => {
      const flavour = parentFlavour(image.image, localNamespace);
      return flavour === undefined
        ? []
        : [parentOf(target, { ...image, flavour }, others)];
    }),
    externals: use.images.filter((image) => !isLocal(image)),
  };
}

function pickDeclared(
  offered: Readonly<Record<string, string>>,
  { declaredArgs }: DockerfileUse,
): Record<string, string> {
  const declared = Object.keys(offered).filter((name) =>
    declaredArgs.includes(name),
  );
  return Object.fromEntries(
    declared.map((name) => [name, offered[name] ?? '']),
  );
}

/** Once for all images: a workspace may have thousands. */
const listMirrorArgs = oncePer(mirrorArgs);

function mirrorArgs(mirrors: Mirrors): Readonly<Record<string, string>> {
  const args = {
    PIP_INDEX_URL: mirrors.pip,
    // An address has no blank in it.
    PYTHON_INDEX_MIRRORS: Object.entries(mirrors.indexes ?? {})
      .flat()
      .join(' '),
    CRAN_MIRROR: mirrors.cran,
    BIOCONDUCTOR_MIRROR: mirrors.bioconductor,
    GITHUB_MIRROR: mirrors.github,
    APT_MIRROR: mirrors.apt,
  };
  const given = Object.entries(args).filter(
    (entry): entry is [string, string] => Boolean(entry[1]),
  );
  return Object.fromEntries(given);
}

function parentOf(
  child: ImageTarget,
  use: Omit<ParentUse, 'id'>,
  { known, broken }: OtherImages,
): ParentUse {
  const id = imageId(use.flavour, child.runtime.name);
  const isThere = known.has(id) || broken.has(use.flavour);
  if (isThere && isUnpinned(use.image)) return { ...use, id };
  if (isThere) throw pinnedParentError(child, use);
  const targets = [...known.values()];
  const parent = targets.find(({ flavour }) => flavour.name === use.flavour);
  throw parent === undefined
    ? unknownParentError(child, use, targets)
    : missingRuntimeError(child, use, parent);
}

/** A parent is always the image for the same runtime; a tag or digest would contradict that. */
function isUnpinned(image: string): boolean {
  return /^[^:@]*(:latest)?$/.test(image);
}

function pinnedParentError(
  { flavour }: ImageTarget,
  { image, line }: ImageUse,
): BrickyardError {
  const name = image.replace(/[:@].*$/, '');
  return new BrickyardError(
    'PARENT_UNKNOWN',
    `${flavour.path}/Dockerfile:${line}: ${image}: a parent of this workspace takes no tag or digest: it is always the image for the same runtime`,
    { hint: `write ${name}` },
  );
}

function unknownParentError(
  { flavour }: ImageTarget,
  { image, line, flavour: parent }: Omit<ParentUse, 'id'>,
  targets: readonly ImageTarget[],
): BrickyardError {
  const names = new Set(targets.map((target) => target.flavour.name));
  return new BrickyardError(
    'PARENT_UNKNOWN',
    `${flavour.path}/Dockerfile:${line}: ${image}: there is no flavour packages/${parent} in this workspace`,
    { hint: hintNames('flavours', [...names], [parent]) },
  );
}

function missingRuntimeError(
  { flavour, runtime }: ImageTarget,
  { image, line }: ImageUse,
  parent: ImageTarget,
): BrickyardError {
  return new BrickyardError(
    'PARENT_UNKNOWN',
    `${flavour.path}/Dockerfile:${line}: ${image}: ${flavour.name} is built for ${runtime.name}, but ${parent.flavour.name} is not`,
    {
      hint: `list ${runtime.name} in ${parent.flavour.path}/image.ts, or take it from ${flavour.path}/image.ts`,
    },
  );
}
