import type { EngineImage } from '../engine/engine';
import { BrickyardError, isBrickyardError, renderError } from '../errors';
import type { ResolvedImage } from '../plan/resolve-image';
import { parseReference } from '../reference/parse-reference';
import { printReference } from '../reference/print-reference';
import type { Reference } from '../reference/reference';
import type { Workspace } from '../workspace/workspace';
import type { Services } from './services';

/** An external image, pinned. */
export interface Base {
  digest: string;
  /** What the engine is told to use: `docker.io/library/ubuntu@sha256:…`. */
  reference: string;
}

export interface BaseRequest {
  images: readonly ResolvedImage[];
  workspace: Workspace;
  /** What the engine holds: where a digest is found when no registry answers. */
  engineImages: readonly EngineImage[];
}

/**
 * Each external reference once, by how the Dockerfile writes it: the profile's
 * substitute, then images.lock.json, else whatever the registry says now. One
 * that nobody can tell is left out, with a warning.
 */
export async function resolveBases(
  request: BaseRequest,
  services: Services,
): Promise<Map<string, Base>> {
  const names = new Set(
    request.images.flatMap(({ externals }) =>
      externals.map(({ image }) => image),
    ),
  );
  const bases = await Promise.all(
    [...names].map(
      async (name) =>
        [name, await resolveBase(name, request, services)] as const,
    ),
  );
  return new Map(
    bases.flatMap(([name, base]) =>
      base === undefined ? [] : [[name, base] as const],
    ),
  );
}

async function resolveBase(
  name: string,
  request: BaseRequest,
  services: Services,
): Promise<Base | undefined> {
  const { options, lock } = request.workspace;
  const reference = substitute(parseReference(name), options.substitutes);
  const locked =
    reference.digest ?? lock[name] ?? lock[printReference(reference)];
  if (locked !== undefined) return pin(reference, locked);
  try {
    const head = await services.registry.headManifest(
      reference,
      reference.tag ?? 'latest',
    );
    if (head !== undefined) return pin(reference, head.digest);
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

function substitute(
  reference: Reference,
  substitutes: Readonly<Record<string, string>>,
): Reference {
  const wanted = printReference(reference);
  const entry = Object.entries(substitutes).find(
    ([from]) => printReference(parseReference(from)) === wanted,
  );
  return entry === undefined ? reference : parseReference(entry[1]);
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
