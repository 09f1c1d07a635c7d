import {
  type LayerInputs,
  listLayerInputs,
} from '../../dockerfile/list-layer-inputs';
import { diffParts } from '../../key/diff-parts';
import { foldAlike } from '../../key/fold-parts';
import type { Reason } from '../../key/key-part';
import type { BuildPlan, CostEstimate, ImagePlan } from '../../plan/build-plan';
import type { KeyedImage } from '../../plan/key-images';
import type { Workspace } from '../../workspace/workspace';
import { sumSizes } from '../names/find-missing-layers';
import type { PreparedPlan } from '../plan/prepare-plan';
import { imageRecords } from '../records/image-record';
import {
  fetchLastImage,
  type LastImage,
  type LastImageRequest,
} from './fetch-last-image';
import { findChangedPackages } from './find-changed-packages';
import { judgeLayers } from './judge-layers';

export interface CostRequest {
  workspace: Workspace;
  /** With all that they are built on, parents first. */
  images: readonly KeyedImage[];
  /** Ids of those that will be built. */
  built: ReadonlySet<string>;
  engineImages: PreparedPlan['engineImages'];
  published: PreparedPlan['published'];
  unasked?: PreparedPlan['unasked'];
  registry: LastImageRequest['registry'];
}

/**
 * What builds will send, by image id, as far as that can be told without one: of the
 * image that was published last, the layers that the changed inputs reach. Fails for
 * nothing that a file or a registry says.
 */
export async function estimateCosts(
  request: CostRequest,
): Promise<Map<string, CostEstimate>> {
  const built = request.images.filter(({ id }) => request.built.has(id));
  const lasts = await Promise.all(
    built.map((image) => fetchLastImage(image, request)),
  );
  const costs = new Map<string, CostEstimate>();
  const layers = new Map<string, ReadonlyMap<string, boolean>>();
  // Parents first: what changes in them changes above.
  for (const [index, image] of built.entries()) {
    const last = lasts[index];
    if (last === undefined) continue;
    const known = { image, last, layers, costs };
    const estimate = estimateCost(known, request);
    costs.set(image.id, estimate.cost);
    layers.set(image.id, estimate.layers);
  }
  return costs;
}

/** The plan with what is known of the cost of each build. */
export async function addCosts(
  { plan, ...prepared }: PreparedPlan,
  { workspace, registry }: Pick<CostRequest, 'workspace' | 'registry'>,
): Promise<BuildPlan> {
  const idOf = ({ flavour, runtime }: ImagePlan) => `${flavour}@${runtime}`;
  const builds = plan.images.filter(({ action }) => action === 'build');
  const built = new Set(builds.map(idOf));
  const asked = { ...prepared, workspace, registry, built };
  const costs = await estimateCosts(asked);
  const images = plan.images.map((image) => {
    const cost = costs.get(idOf(image));
    return cost === undefined ? image : { ...image, cost };
  });
  return { ...plan, images };
}

interface Question {
  image: KeyedImage;
  last: LastImage;
  /** Of images below that are built, too: by digest, whether a layer changes. */
  layers: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  /** By image id. */
  costs: ReadonlyMap<string, CostEstimate>;
}

function estimateCost(
  { image, last, layers, costs }: Question,
  { workspace, images }: CostRequest,
) {
  const { localNamespace } = workspace.options;
  const reasons = explain(image, last);
  const instructions = listInstructions(image);
  const packages = findChangedPackages({
    ...{ image, last, instructions, reasons },
    ...{ images, localNamespace },
    root: workspace.root,
  });
  const judged = judgeLayers({
    layers: last.layers,
    instructions,
    reasons,
    below: readBelow(image, { layers, workspace, images }),
    isBelowBound: image.parents.some(({ id }) => costs.get(id)?.isBound),
    nameOf: (flavour) => `${localNamespace}/${flavour}`,
    packages,
  });
  const changed = [...judged.own, ...judged.inherited];
  const digests = new Set(changed.map(({ digest }) => digest));
  const cost: CostEstimate = {
    size: sumSizes(last.layers),
    upload: sumSizes(judged.own),
    download: sumSizes(changed),
    isBound: judged.isBound,
    uncounted: judged.isBound ? [] : packages.uncounted,
  };
  const known = last.layers.map(
    ({ digest }) => [digest, digests.has(digest)] as const,
  );
  return { cost, layers: new Map(known) };
}

function listInstructions({
  flavour,
  buildArgs,
  use,
}: KeyedImage): LayerInputs[] {
  const { target } = use;
  return listLayerInputs(flavour.dockerfile, { buildArgs, target });
}

/** What the last image was not made of. */
function explain(image: KeyedImage, { parts }: LastImage): Reason[] {
  if (parts === undefined) return [{ part: 'image', change: 'unknown' }];
  return diffParts(...foldAlike(parts, image.parts));
}

/** Layers of what an image is built on: an image that is reused changes nothing. */
function readBelow(
  image: KeyedImage,
  {
    layers,
    workspace,
    images,
  }: Pick<Question, 'layers'> & Pick<CostRequest, 'workspace' | 'images'>,
): Map<string, boolean> {
  const below = new Map<string, boolean>();
  for (const { id } of image.parents) {
    const parent = images.find((each) => each.id === id);
    const recorded = parent && imageRecords.read(parent, workspace.root);
    for (const { digest } of recorded?.layers ?? []) below.set(digest, false);
    for (const [digest, isChanged] of layers.get(id) ?? [])
      below.set(digest, isChanged);
  }
  return below;
}
