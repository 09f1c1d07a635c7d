import type { EngineImage } from '../../engine/engine';
import { BrickyardError, isBrickyardError, isReportable } from '../../errors';
import type { ResolvedImage } from '../../plan/resolve-image';
import { parseReference } from '../../reference/parse-reference';
import { printReference } from '../../reference/print-reference';
import type { Reference } from '../../reference/reference';
import { imagesLockFile, lockName } from '../../workspace/images-lock';
import type { Workspace } from '../../workspace/workspace';
import { groupFailures, type RegistryFailure } from '../shell/group-failures';
import type { Services } from '../shell/services';
import { type External, isLockable, listExternals } from './list-externals';

/** An external image, pinned. */
export interface Base {
  digest: string;
  /** What the engine is told to use: `docker.io/library/ubuntu@sha256:…`. */
  reference: string;
  /** images.lock.json says so. */
  isLocked?: boolean;
}

/** A base whose digest was not found. */
export interface MissingBase {
  digest?: undefined;
  /** What was asked for: the profile's substitute, if it has one. */
  reference: string;
  /** What its registry said. */
  reason: string;
  hint?: string;
  /** Its registry could not be asked. */
  error?: BrickyardError;
}

/** By how Dockerfiles write them. */
export type Bases = ReadonlyMap<string, Base | MissingBase>;

export interface BasesRequest {
  images: readonly ResolvedImage[];
  workspace: Workspace;
  /** What the engine holds: where a digest is found when no registry answers. */
  engineImages: readonly EngineImage[];
}

/** Without a registry nobody is asked: what the lock does not say is not known, and not warned of. */
export type BaseServices = Pick<Services, 'warn'> &
  Partial<Pick<Services, 'registry'>>;

/**
 * Each external reference once, by how Dockerfiles write it: a digest that is
 * written there, then images.lock.json, else what the registry says now. The
 * profile's substitute is another image, so the lock does not answer for it.
 * A warning names each base whose digest is not found, and one warning all that
 * one registry does not tell for one reason.
 */
export async function resolveBases(
  request: BasesRequest,
  services: BaseServices,
): Promise<Map<string, Base | MissingBase>> {
  const { options } = request.workspace;
  const externals = listExternals(request.images, options.substitutes);
  const asked = new Map<string, Promise<Base | MissingBase>>();
  const failures: RegistryFailure[] = [];
  const bases = await Promise.all(
    externals.map(async (external) => {
      const { reference, isSubstituted } = external;
      const id = `${lockName(reference)} ${reference.digest} ${isSubstituted}`;
      const base =
        asked.get(id) ??
        resolveBase(external, { ...request, failures }, services);
      asked.set(id, base);
      return [external.name, await base] as const;
    }),
  );
  for (const { subjects, text } of groupFailures(failures))
    services.warn(`the digest of ${subjects} could not be looked up: ${text}`);
  return new Map(bases);
}

async function resolveBase(
  external: External,
  request: BasesRequest & { failures: RegistryFailure[] },
  { registry: client, warn }: BaseServices,
): Promise<Base | MissingBase> {
  const { name, reference } = external;
  const locked = isLockable(external)
    ? request.workspace.lock[lockName(reference)]
    : undefined;
  if (locked !== undefined)
    return { ...pin(reference, locked), isLocked: true };
  if (reference.digest !== undefined) return pin(reference, reference.digest);
  if (client === undefined)
    return {
      reference: printReference(reference),
      reason: `${lockName(reference)} is not in ${imagesLockFile}`,
    };
  const asked = await askRegistry(external, { registry: client, warn });
  if (asked.digest !== undefined) return asked;
  const { error } = asked;
  const { registry } = reference;
  const subject = placeSubject(external);
  if (error) request.failures.push({ registry, subject, error });
  else warn(`${name}: ${asked.reason}`);
  return pinFromEngine(reference, request.engineImages) ?? asked;
}

async function askRegistry(
  external: External,
  { registry, warn }: Pick<Services, 'registry' | 'warn'>,
): Promise<Base | MissingBase> {
  const { reference, isSubstituted } = external;
  const text = printReference(reference);
  const { tag = 'latest', repository } = reference;
  const whose = isSubstituted ? ', which the profile has in its place' : '';
  try {
    const head = await registry.headManifest(reference, tag);
    if (head === undefined) {
      const reason = `${reference.registry} has no ${repository}:${tag}${whose}`;
      return { reference: text, reason };
    }
    if (isLockable(external)) warn(missingEntry(reference));
    return pin(reference, head.digest);
  } catch (error) {
    if (!isReportable(error)) throw error;
    const { message, code, hint } = error;
    const reason = `the digest of ${text}${whose} could not be looked up: ${message} [${code}]`;
    return { reference: text, reason, hint, error };
  }
}

/** A base, and what a profile has in its place. */
function placeSubject({ name, reference, isSubstituted }: External): string {
  return isSubstituted ? `${name} (${printReference(reference)})` : name;
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

/** A build needs the digest of every base; a plan can do without. */
export function baseError(
  image: ResolvedImage,
  name: string,
  base: MissingBase | undefined,
): BrickyardError {
  const line = image.externals.find((use) => use.image === name)?.line;
  return new BrickyardError(
    'BASE_UNRESOLVED',
    `${image.flavour.path}/Dockerfile:${line}: ${name}: ${base?.reason ?? 'it was not looked up'}, and the engine has none either`,
    {
      hint:
        base?.hint ??
        'check the name and the tag; a site with a registry of its own names its copy in substitutes of a profile',
    },
  );
}

/** A base that the engine could not pull, with its line; anything else as it is. */
export function placeBaseError(
  error: unknown,
  { flavour, externals }: ResolvedImage,
  bases: Bases,
): unknown {
  if (!isBrickyardError(error) || error.code !== 'REGISTRY_NAME_UNKNOWN')
    return error;
  const use = externals.find(({ image }) => {
    const base = bases.get(image);
    return base !== undefined && error.message.includes(base.reference);
  });
  if (use === undefined) return error;
  const base = bases.get(use.image);
  const isLocked = base?.digest !== undefined && base.isLocked;
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
