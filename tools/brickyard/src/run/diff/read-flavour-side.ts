import { BrickyardError } from '../../errors';
import { keyTag } from '../../key/image-key';
import { faultsError } from '../../plan/fault';
import type { KeyedImage } from '../../plan/key-images';
import type { Contents } from '../../versioning/contents';
import { contentsOf } from '../../versioning/list-groups';
import { parseInstalled } from '../../versioning/parse-installed';
import { engineNames, repositoryOf } from '../names/published-name';
import type { LocatedPlan } from '../plan/prepare-plan';
import { inventoryRecords } from '../records/inventory-record';
import type { Services } from '../shell/services';
import { listDirectNames } from '../sources/list-direct-names';
import { readEngineSide } from './read-engine-side';
import { readFlavourLayers } from './read-layers';
import { readSbomSide } from './read-sbom-side';
import type { OpenSide, SideContext, SideRequest } from './side-request';

/**
 * A flavour as its files stand now: what `dist` records of that very image,
 * else the engine's image, else the SBOM beside the published one.
 */
export async function openFlavourSide(
  side: { flavour: string; line?: string },
  request: SideRequest,
  services: Services,
): Promise<OpenSide> {
  const prepared = await request.plan();
  const image = findImage(side, prepared);
  refuseLibrary(image);
  const read = () => readPlannedSide(image, prepared, request, services);
  const lists = {
    isBuilt: isBuilt(image, prepared, request),
    side: { ...prepared, image, options: request.workspace.options },
  };
  const readLayers = () =>
    readFlavourLayers(image, prepared, request, services);
  return { id: image.id, lists, read, readLayers };
}

/** Whether somebody can look into it, or has. */
function isBuilt(
  image: KeyedImage,
  { found }: LocatedPlan,
  { workspace }: SideContext,
): boolean {
  if (found.has(image.id)) return true;
  const path = inventoryRecords.path(image);
  return readCurrent(image, path, workspace.root) !== undefined;
}

/** The same of an image whose plan is at hand. */
export async function readPlannedSide(
  image: KeyedImage,
  prepared: LocatedPlan,
  request: SideContext,
  services: Services,
): Promise<Contents> {
  refuseLibrary(image);
  const contents =
    (await readRecorded(image, request, services)) ??
    (await readImage(image, prepared, request, services));
  if (contents === undefined) throw notBuiltError(image, prepared);
  const { workspace } = request;
  const direct = listDirectNames(image, prepared.images, workspace.options);
  return { ...contents, direct, line: image.runtime };
}

function refuseLibrary({ id, use }: KeyedImage): void {
  if (!use.fromScratch) return;
  throw new BrickyardError(
    'IMAGE_UNKNOWN',
    `${id} is a library: it holds files for others to copy, and no packages`,
  );
}

function findImage(
  { flavour, line }: { flavour: string; line?: string },
  { images, faults }: LocatedPlan,
): KeyedImage {
  const own = images.filter((image) => image.flavour.name === flavour);
  const found = own.find(({ runtime, lines, isFirst }) =>
    line === undefined
      ? isFirst
      : runtime.name === line || lines.includes(line),
  );
  if (found !== undefined) return found;
  const fault = faultsError(
    faults.asked.filter((each) => each.flavour === flavour),
  );
  if (fault !== undefined) throw fault;
  const lines = own.flatMap(({ runtime, lines }) => [runtime.name, ...lines]);
  throw new BrickyardError(
    'RUNTIME_UNKNOWN',
    `${flavour} is not built for '${line}'`,
    { hint: `runtimes: ${[...new Set(lines)].join(', ')}` },
  );
}

async function readRecorded(
  image: KeyedImage,
  { workspace }: SideContext,
  { engine }: Services,
): Promise<Contents | undefined> {
  const path = inventoryRecords.path(image);
  const record = readCurrent(image, path, workspace.root);
  if (record === undefined) return undefined;
  const size = await sizeInEngine(image, workspace.options, engine);
  return { ...contentsOf(record), name: image.id, source: path, size };
}

function readCurrent(image: KeyedImage, path: string, root: string) {
  try {
    const record = inventoryRecords.read(image, root);
    return record && parseInstalled(record, path);
  } catch {
    // Damaged: the image itself is asked.
    return undefined;
  }
}

async function sizeInEngine(
  image: KeyedImage,
  options: SideRequest['workspace']['options'],
  engine: Services['engine'],
): Promise<number | null> {
  try {
    for (const name of engineNames(image, options)) {
      const size = await engine.measureImage(name);
      if (size !== undefined) return size;
    }
  } catch {
    // The plan has warned of an engine that does not answer.
  }
  return null;
}

async function readImage(
  image: KeyedImage,
  { found, engineImages }: LocatedPlan,
  request: SideContext,
  services: Services,
): Promise<Contents | undefined> {
  const { options } = request.workspace;
  const at = found.get(image.id);
  if (at?.place === 'engine') {
    const names = engineNames(image, options);
    const isHeld = (name: string) =>
      engineImages.some(({ tags }) => tags.includes(name));
    const name = names.find(isHeld) ?? names[0] ?? image.id;
    return readEngineSide(image.id, name, request, services);
  }
  if (at?.digest === undefined) return undefined;
  const repository = repositoryOf(image, options);
  return readSbomSide(image.id, repository, at.digest, services);
}

function notBuiltError(
  { id, key, flavour, runtime }: KeyedImage,
  { found }: LocatedPlan,
): BrickyardError {
  const isPublished = found.get(id)?.place === 'registry';
  const message = isPublished
    ? `${id} is published without an SBOM, and not in the engine`
    : `${id} is not built as its files stand now (${keyTag(key)})`;
  const load = isPublished ? ' --load' : '';
  const command = `npx nx docker-build ${flavour.name} --runtime=${runtime.name}${load}`;
  return new BrickyardError('IMAGE_UNKNOWN', message, { hint: command });
}
