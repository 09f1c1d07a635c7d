import type { EngineImage } from '../engine/engine';
import { BrickyardError, isBrickyardError, renderError } from '../errors';
import type { ResolvedImage } from '../plan/resolve-image';
import { parseReference } from '../reference/parse-reference';
import { printReference } from '../reference/print-reference';
import type { Reference } from '../reference/reference';
import { imagesLockFile, lockName } from '../workspace/images-lock';
import type { Workspace } from '../workspace/workspace';
import { type External, isLockable, listExternals } from './list-externals';
import type { Services } from './services';

/** An external image, pinned. */
export interface Base {
  digest: string;
  /** What the engine is told to use: `docker.io/library/ubuntu@sha256:…`. */
  reference: string;
  /** images.lock.json says so. */
  isLocked?: boolean;
}

export interface BaseRequest {
  images: readonly ResolvedImage[];
  workspace: Workspace;
  /** What the engine holds: where a digest is found when no registry answers. */
  engineImages: readonly EngineImage[];
}

/**
 * Each external reference once, by how Dockerfiles write it: a digest that is
 * written there, then images.lock.json, else what the registry says now. The
 * profile's substitute is another image, so the lock does not answer for it.
 * One that nobody can tell is left out, with a warning.
 */
export async function resolveBases(
  request: BaseRequest,
  services: Services,
): Promise<Map<string, Base>> {
  const { options } = request.workspace;
  const externals = listExternals(request.images, options.substitutes);
  const asked = new Map<string, Promise<Base | undefined>>();
  const bases = await Promise.all(
    externals.map(async (external) => {
      const { reference, isSubstituted } = external;
      const id = `${lockName(reference)} ${reference.digest} ${isSubstituted}`;
      const base = asked.get(id) ?? resolveBase(external, request, services);
      asked.set(id, base);
      return [external.name, await base] as const;
    }),
  );
  return new Map(
    bases.flatMap(([name, base]) =>
      base === undefined ? [] : [[name, base] as const],
    ),
  );
}

async function resolveBase(
  external: External,
  request: BaseRequest,
  services: Services,
): Promise<Base | undefined> {
  const { name, reference } = external;
  const locked = isLockable(external)
    ? request.workspace.lock[lockName(reference)]
    : undefined;
  if (locked !== undefined)
    return { ...pin(reference, locked), isLocked: true };
  if (reference.digest !== undefined) return pin(reference, reference.digest);
  try {
    const head = await services.registry.headManifest(
      reference,
      reference.tag ?? 'latest',
    );
    if (head !== undefined) {
      if (isLockable(external)) services.warn(missingEntry(reference));
      return pin(reference, head.digest);
    }
    services.warn(
      `${name}: ${printReference(reference)} is not in its registry`,
    );
  } catch (error) {
    if (!isBrickyardError(error) || error.code === 'INTERRUPTED') throw error;
    services.warn(
      `${name}: its digest could not be looked up: ${renderError(error)}`,
    );
  }
  return pinFromEngine(reference, request.engineImages);
}

function missingEntry(reference: Reference): string {
  return `${lockName(reference)} is not in ${imagesLockFile}, so what its registry has now is used\n  hint: npx brickyard refresh`;
}

/** The engine knows the digest of what it pulled before. */
function pinFromEngine(
  reference: Reference,
  images: readonly EngineImage[],
): Base | undefined {
  const wanted = printReference(reference);
  const isWanted = (tag: string) =>
    printReference(parseReference(tag)) === wanted;
  const image = images.find(({ tags }) => tags.some(isWanted));
  const digests = (image?.digests ?? []).map(parseReference);
  const own = digests.find(({ registry, repository }) => {
    return (
      registry === reference.registry && repository === reference.repository
    );
  });
  return own?.digest === undefined ? undefined : pin(reference, own.digest);
}

function pin({ registry, repository }: Reference, digest: string): Base {
  return {
    digest,
    reference: printReference({ registry, repository, digest }),
  };
}

/** For a build there is no way around a digest; for a plan there is. */
export function baseError(image: ResolvedImage, name: string): BrickyardError {
  const line = image.externals.find((use) => use.image === name)?.line;
  return new BrickyardError(
    'BASE_UNRESOLVED',
    `${image.flavour.path}/Dockerfile:${line}: ${name}: neither its registry nor the engine could tell its digest`,
    {
      hint: 'check the name and the network, log in to its registry, or substitute it in a profile',
    },
  );
}

/** A base that the engine could not pull, with its line; anything else as it is. */
export function placeBaseError(
  error: unknown,
  { flavour, externals }: ResolvedImage,
  bases: ReadonlyMap<string, Base>,
): unknown {
  if (!isBrickyardError(error) || error.code !== 'REGISTRY_NAME_UNKNOWN')
    return error;
  const use = externals.find(({ image }) => {
    const base = bases.get(image);
    return base !== undefined && error.message.includes(base.reference);
  });
  if (use === undefined) return error;
  const isLocked = bases.get(use.image)?.isLocked;
  return new BrickyardError(
    error.code,
    `${flavour.path}/Dockerfile:${use.line}: ${use.image}: ${error.message}`,
    {
      cause: error,
      hint: isLocked
        ? `${imagesLockFile} asks for this digest; npx brickyard refresh takes the one that the registry has now`
        : error.hint,
    },
  );
}
