import { isReportable, renderError } from '../../errors';
import type { KeyedImage } from '../../plan/key-images';
import type { Repository } from '../../registry/registry';
import { describeStep } from '../names/describe-step';
import { fetchForPlatform } from '../names/fetch-for-platform';
import { engineNames, repositoryOf } from '../names/published-name';
import type { LocatedPlan } from '../plan/prepare-plan';
import { imageRecords } from '../records/image-record';
import type { Services } from '../shell/services';
import type { SideLayers } from './layer-diff';
import type { SideContext } from './side-request';

/**
 * The layers of a flavour's image: as they were published, which is what a
 * machine pulls, else as the engine stores them.
 */
export async function readFlavourLayers(
  image: KeyedImage,
  { found }: Pick<LocatedPlan, 'found'>,
  { workspace }: Pick<SideContext, 'workspace'>,
  services: Services,
): Promise<SideLayers | undefined> {
  const { root, options } = workspace;
  const record = imageRecords.read(image, root);
  if (record?.layers !== undefined)
    return { measure: 'download', layers: record.layers };
  const digest = record?.digest ?? found.get(image.id)?.digest;
  const at = repositoryOf(image, options);
  const held = engineNames(image, options);
  return readImageLayers(image.id, { at, digest, held }, services);
}

/** What an image is called. */
export interface ImageNames {
  at: Repository;
  /** In the registry; left out where that has not been asked for it. */
  digest?: string;
  /** In the engine, in the order in which they are tried. */
  held: readonly string[];
}

/** Where nobody tells, why is warned of: layers are worth no failure. */
export async function readImageLayers(
  name: string,
  { at, digest, held }: ImageNames,
  services: Services,
): Promise<SideLayers | undefined> {
  const ways = [
    ...(digest === undefined
      ? []
      : [() => readRegistryLayers(at, digest, services)]),
    ...held.map((each) => () => readEngineLayers(each, services)),
  ];
  const reasons: string[] = [];
  for (const read of ways) {
    try {
      const layers = await read();
      if (layers !== undefined) return layers;
    } catch (error) {
      if (!isReportable(error)) throw error;
      reasons.push(renderError(error));
    }
  }
  for (const reason of new Set(reasons))
    services.warn(`${name}: its layers are not known: ${reason}`);
  return undefined;
}

async function readRegistryLayers(
  at: Repository,
  digest: string,
  { registry }: Services,
): Promise<SideLayers | undefined> {
  const found = await fetchForPlatform(registry, at, digest);
  return found && { measure: 'download', layers: found.layers };
}

async function readEngineLayers(
  name: string,
  { engine }: Services,
): Promise<SideLayers | undefined> {
  const layers = await engine.listLayers(name);
  if (layers === undefined) return undefined;
  const described = layers.map(({ unpacked, size, createdBy }) => {
    return { unpacked, size, step: describeStep(createdBy) || undefined };
  });
  return { measure: 'unpacked', layers: described };
}
