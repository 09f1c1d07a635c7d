import { readContext } from '../../context/read-context';
import type { EngineImage } from '../../engine/engine';
import { isReportable, renderError } from '../../errors';
import type { BuildPlan } from '../../plan/build-plan';
import { type KeyedImage, keyImages } from '../../plan/key-images';
import { makePlan } from '../../plan/make-plan';
import type { ResolvedImage } from '../../plan/resolve-image';
import { runtimeContextFiles } from '../../runtime/context-files';
import { certificateFiles } from '../../workspace/certificate-files';
import type { Workspace } from '../../workspace/workspace';
import { type Bases, resolveBases } from '../bases/resolve-bases';
import type { Services } from '../shell/services';
import { readPreviousParts } from './explain-images';
import { findImages, type Found } from './find-images';
import { selectImages } from './select-images';

export interface PlanRequest {
  workspace: Workspace;
  /** Names of flavours; all when left out. */
  flavours?: readonly string[];
  /** Only images for these runtime lines; all when left out. */
  runtimes?: readonly string[];
  /** A push will follow, so a registry that cannot be asked is an error. */
  push?: boolean;
}

/** A plan with what applying it needs. */
export interface PreparedPlan {
  plan: BuildPlan;
  /** Parents first. */
  images: readonly KeyedImage[];
  found: ReadonlyMap<string, Found>;
  bases: Bases;
  engineImages: readonly EngineImage[];
}

/** Read, key, look up, decide. Builds and writes nothing. */
export async function preparePlan(
  request: PlanRequest,
  services: Services,
): Promise<PreparedPlan> {
  const { workspace } = request;
  const { options } = workspace;
  // The engine answers while files are read.
  const listing = listEngineImages(services);
  // If reading fails, this answer is not awaited. It must not end the process.
  listing.catch(() => undefined);
  const images = selectImages(workspace, request.flavours, request.runtimes);
  const contexts = await readContexts(images, workspace);
  const engineImages = await listing;
  const bases = await resolveBases(
    { images, workspace, engineImages },
    services,
  );
  const keyed = keyImages(images, {
    contexts,
    digests: digestsOf(bases),
  });
  const { found, unasked } = await findImages(
    { images: keyed, engineImages, options, needsRegistry: request.push },
    services,
  );
  const missing = keyed.filter(({ id }) => !found.has(id));
  const explained = await readPreviousParts(
    { images: missing, engineImages, options, unasked },
    services,
  );
  const places = new Map([...found].map(([id, { place }]) => [id, place]));
  const { head, get } = services.registry.counts;
  const plan = {
    images: makePlan(keyed, { found: places, ...explained }),
    requests: { head, get },
  };
  return { plan, images: keyed, found, bases, engineImages };
}

function digestsOf(bases: Bases): Map<string, string> {
  return new Map(
    [...bases].flatMap(([name, { digest }]) =>
      digest === undefined ? [] : [[name, digest] as const],
    ),
  );
}

async function listEngineImages({
  engine,
  warn,
}: Services): Promise<EngineImage[]> {
  try {
    return await engine.listImages();
  } catch (error) {
    if (!isReportable(error)) throw error;
    warn(`the engine counts as empty: ${renderError(error)}`);
    return [];
  }
}

/** The files that enter each image's build, by its id. */
export async function readContexts(
  images: readonly ResolvedImage[],
  { certificates }: Workspace,
) {
  const contexts = new Map<string, Awaited<ReturnType<typeof readContext>>>();
  for (const { id, flavour, runtime, use } of images) {
    const { folder, path: name, ignore } = flavour;
    const added = [
      ...runtimeContextFiles(runtime),
      ...certificateFiles(certificates),
    ];
    contexts.set(
      id,
      await readContext({ folder, name, ignore, uses: use.context, added }),
    );
  }
  return contexts;
}
