import { BrickyardError, isReportable, renderError } from '../../errors';
import { familiarName, withDigest } from '../../reference/print-reference';
import type { Reference } from '../../reference/reference';
import type { Contents } from '../../versioning/contents';
import type { Services } from '../shell/services';
import { tellRepeat } from '../shell/tell-repeat';
import { readEngineSide } from './read-engine-side';
import { type ImageNames, readImageLayers } from './read-layers';
import { readSbomSide } from './read-sbom-side';
import type { OpenSide, SideContext } from './side-request';

/**
 * An image by its name. The registry says what a tag stands for now; then the
 * engine's image of that digest is looked into, else the SBOM beside it is
 * read, else it is pulled.
 */
export async function openReferenceSide(
  given: Reference,
  request: SideContext,
  services: Services,
): Promise<OpenSide> {
  const { tag = 'latest', digest } = given;
  const reference = digest === undefined ? { ...given, tag } : given;
  const name = familiarName(reference);
  const readLayers = (names: Omit<ImageNames, 'at'>) => () =>
    readImageLayers(name, { at: reference, ...names }, services);
  const lookInto = (image: string) => ({
    read: () => readEngineSide(name, image, request, services),
    readLayers: readLayers({ digest, held: [image] }),
  });
  const held = await inspect(name, services);
  if (
    held !== undefined &&
    (digest !== undefined || isLocal(reference, request))
  )
    return lookInto(held.id);
  const current = digest ?? (await findDigest(reference, held?.id, services));
  if (current === undefined) {
    if (held === undefined) throw unknownError(name, reference);
    return lookInto(held.id);
  }
  const exact = familiarName(withDigest(withoutTag(reference), current));
  const read = async () => {
    const same = await inspect(exact, services);
    if (same !== undefined) return lookInto(same.id).read();
    const sbom = await readSbomSide(name, reference, current, services);
    return sbom ?? pullSide({ name, exact, reference }, request, services);
  };
  const names = { digest: current, held: [exact] };
  return { read, readLayers: readLayers(names) };
}

/** Without an engine an SBOM may do; if not, pulling says what is wrong. */
async function inspect(name: string, { engine }: Services) {
  try {
    return await engine.inspectImage(name);
  } catch (error) {
    if (isReportable(error)) return undefined;
    throw error;
  }
}

/** `brickyard/python`: this engine's own name of a flavour, at no registry. */
function isLocal(
  { registry, repository }: Reference,
  { workspace }: SideContext,
): boolean {
  const { localNamespace } = workspace.options;
  return (
    registry === 'docker.io' && repository.startsWith(`${localNamespace}/`)
  );
}

function withoutTag({ registry, repository }: Reference): Reference {
  return { registry, repository };
}

/** `undefined` when the registry has no such tag, or does not answer and the engine has one. */
async function findDigest(
  reference: Reference,
  held: string | undefined,
  { registry, warn }: Services,
): Promise<string | undefined> {
  const { tag = 'latest' } = reference;
  try {
    return (await registry.headManifest(reference, tag))?.digest;
  } catch (error) {
    if (held === undefined || !isReportable(error)) throw error;
    const name = familiarName(reference);
    warn(`${name} is taken from the engine: ${renderError(error)}`);
    return undefined;
  }
}

interface Pull {
  name: string;
  exact: string;
  reference: Reference;
}

/** By digest, so that no tag of the engine is moved. */
async function pullSide(
  { name, exact, reference }: Pull,
  request: SideContext,
  services: Services,
): Promise<Contents> {
  const { credentials, signal, say } = request;
  say(`${name}: pulling it`);
  const login = await credentials(reference.registry);
  await services.engine.pullImage(exact, login, tellRepeat(say), signal);
  return readEngineSide(name, exact, request, services);
}

function unknownError(name: string, { registry }: Reference): BrickyardError {
  return new BrickyardError(
    'IMAGE_UNKNOWN',
    `${name} is neither at ${registry} nor in the engine`,
    { hint: 'check the name and the tag; docker images lists the engine’s' },
  );
}
