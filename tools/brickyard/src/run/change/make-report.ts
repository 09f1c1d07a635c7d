import { renderError } from '../../errors';
import { createLimiter } from '../../http/limiter';
import type { CostEstimate } from '../../plan/build-plan';
import type { KeyedImage } from '../../plan/key-images';
import { withParents } from '../../plan/order-images';
import type { Contents } from '../../versioning/contents';
import { diffLines, type LineDiff } from '../../versioning/diff-lines';
import {
  checkFlavourNames,
  listFlavourNames,
} from '../../workspace/check-flavour-names';
import type { SideContext } from '../diff/side-request';
import { listAncestors } from '../names/list-ancestors';
import { findImages } from '../plan/find-images';
import { type KeyedPlan, keyPlan } from '../plan/key-plan';
import type { Services } from '../shell/services';
import { estimateUnpublished } from './estimate-unpublished';
import { withCommit } from './export-commit';
import { findAction } from './find-action';
import { findBase } from './find-base';
import { judgeSize, type Sizes } from './judge-size';
import { type LayersOf, openLayers } from './open-layers';
import {
  explainPair,
  type ImagePair,
  isOtherLine,
  pairImages,
} from './pair-images';
import { type BaseState, readBase } from './read-base';
import {
  findReference,
  type ImageSide,
  readContents,
  readDownloadSize,
  readUnpackedSize,
} from './read-image-facts';
import { readTestReport } from './read-test-report';
import type { ImageReport, Report } from './report';
import { type PackageSide, reportPackages } from './report-packages';
import { summarizeReport } from './summarize-report';
import { weighImage } from './weigh-image';

export interface ReportRequest extends SideContext {
  /** A commit by any name that git knows. */
  base: string;
  /** Only these flavours; those that are gone, too. */
  flavours?: readonly string[];
  environment: Readonly<Record<string, string | undefined>>;
}

/** Images that are looked into at once. */
const parallel = 4;

/**
 * What differs between the images of the working tree and those of the commit
 * where it parted from `base`. Builds nothing. Rejects HISTORY_MISSING,
 * REVISION_UNKNOWN, FLAVOUR_UNKNOWN, and whatever reading the working tree may.
 */
export async function makeReport(
  request: ReportRequest,
  services: Services,
): Promise<Report> {
  const { workspace, environment, signal } = request;
  const { root } = workspace;
  const warnings = new Set<string>();
  const warn = (text: string) => void warnings.add(text);
  const quiet = { ...services, warn };
  const place = { root, environment, signal };
  const commit = await findBase(request.base, { ...place, folder: root });
  return withCommit(commit, place, async (folder) => {
    const keyed = await keyPlan({ workspace }, quiet);
    const base = await readBase({ ...request, folder }, quiet);
    checkFlavours(request, base);
    for (const [name, error] of base.broken)
      warn(`${name} cannot be read at the base: ${renderError(error)}`);
    const faults = keyed.faults.asked;
    for (const { error } of faults)
      warn(`not in this report: ${renderError(error)}`);
    const isWanted = ({ flavour, id }: KeyedImage) =>
      (request.flavours?.includes(flavour.name) ?? true) &&
      // It is neither removed nor new: what it will be is not known.
      !faults.some((fault) =>
        fault.id === undefined
          ? fault.flavour === flavour.name
          : fault.id === id,
      );
    const { different, unchanged } = pairImages(
      base.keyed.images.filter(isWanted),
      keyed.images.filter(isWanted),
    );
    // Records are those of now, whichever image they are about.
    const then = { ...base.workspace, root };
    const [now, before] = await Promise.all([
      locate(request, keyed, listIds(different, 'now'), quiet),
      locate(
        { ...request, workspace: then },
        base.keyed,
        listIds(different, 'before'),
        quiet,
      ),
    ]);
    const limit = createLimiter(parallel);
    const estimates = await estimateUnpublished(now, different, quiet);
    const layersOf = openLayers(quiet);
    const sides = { before, now, base, layersOf, estimates };
    const images = await Promise.all(
      different.map((pair) => limit(() => reportImage(pair, sides, quiet))),
    );
    return {
      base: { ref: commit.ref, commit: commit.commit },
      summary: summarizeReport(images, unchanged),
      images,
      warnings: [...warnings].sort(),
    };
  });
}

function listIds(
  pairs: readonly ImagePair[],
  side: 'before' | 'now',
): ReadonlySet<string> {
  return new Set(pairs.flatMap((pair) => pair[side]?.id ?? []));
}

/** Asks only for images that differ and for those below them: the others are not told. */
async function locate(
  request: SideContext,
  keyed: KeyedPlan,
  wanted: ReadonlySet<string>,
  services: Services,
): Promise<ImageSide> {
  const { options } = request.workspace;
  const images = withParents(keyed.images, wanted);
  const asked = { images, engineImages: keyed.engineImages, options };
  const { found } = await findImages(asked, services);
  return { request, prepared: { ...keyed, found } };
}

function checkFlavours(
  { flavours = [], workspace }: ReportRequest,
  { workspace: then, broken }: BaseState,
): void {
  const known = new Set([
    ...listFlavourNames(workspace),
    ...then.flavours.map(({ name }) => name),
    ...broken.keys(),
  ]);
  checkFlavourNames(
    flavours,
    [...known],
    'no such flavour, now or at the base',
  );
}

interface Sides {
  before: ImageSide;
  now: ImageSide;
  base: BaseState;
  layersOf: LayersOf;
  /** By image id, of images that are not published yet. */
  estimates: ReadonlyMap<string, CostEstimate>;
}

async function reportImage(
  pair: ImagePair,
  sides: Sides,
  services: Services,
): Promise<ImageReport> {
  const { before, now } = pair;
  const named = nameOf(pair);
  if (now === undefined) {
    return {
      ...{ ...named, change: 'removed', action: { kind: 'removed' } },
      ...{ reasons: [], lines: null, packages: null, size: null },
      ...{ cost: null, estimate: null },
      ...{ tests: null, findings: null, waived: [], reference: null },
    };
  }
  const { root } = sides.now.request.workspace;
  const { layersOf } = sides;
  const is = await readSide(
    now,
    { side: sides.now, isCompared: true, layersOf },
    services,
  );
  // Without the contents of this one, those of the earlier image are of no use.
  const isCompared = is.contents !== undefined;
  const was =
    before &&
    (await readSide(
      before,
      { side: sides.before, isCompared, layersOf },
      services,
    ));
  const problem = sides.base.broken.get(named.flavour);
  const cost = await weighImage({ now, before, sides, layersOf });
  return {
    ...named,
    change: before?.id !== now.id && !problem ? 'new' : 'changed',
    action: findAction(now, sides.now),
    reasons: explainPair(pair),
    lines: compareLines(pair),
    ...(problem && { baseProblem: renderError(problem) }),
    packages: reportPackages(was, {
      ...is,
      below: isCompared ? await readBelow(now, sides.now, services) : undefined,
    }),
    size: judgeSize({
      now: is.sizes,
      before: was?.sizes ?? { download: null, unpacked: null },
      maxSize: now.flavour.definition.maxSize,
      isOtherLine: isOtherLine(pair),
    }),
    cost,
    estimate: cost === null ? (sides.estimates.get(now.id) ?? null) : null,
    ...readTestReport(now, root),
    reference: await findReference(now, sides.now, services),
  };
}

function compareLines(pair: ImagePair): LineDiff | null {
  const { before, now } = pair;
  if (before === undefined || now === undefined || !isOtherLine(pair))
    return null;
  return diffLines(before.runtime, now.runtime);
}

/** What is in the image of this workspace that an image starts from. */
async function readBelow(
  image: KeyedImage,
  side: ImageSide,
  services: Services,
): Promise<Contents | undefined> {
  const { workspace } = side.request;
  const { localNamespace } = workspace.options;
  const [below] = listAncestors(image, side.prepared.images, localNamespace);
  return below && (await readContents(below, side, services));
}

function nameOf({ id, before, now }: ImagePair) {
  const [flavour = id, runtime = ''] = id.split('@');
  const image = now ?? before;
  return {
    id,
    flavour: image?.flavour.name ?? flavour,
    runtime: image?.runtime.name ?? runtime,
  };
}

interface SideQuestion {
  side: ImageSide;
  isCompared: boolean;
  layersOf: LayersOf;
}

async function readSide(
  image: KeyedImage,
  { side, isCompared, layersOf }: SideQuestion,
  services: Services,
): Promise<PackageSide & { sizes: Sizes }> {
  const contents = isCompared
    ? await readContents(image, side, services)
    : undefined;
  const sizes = {
    download: await readDownloadSize(image, side, layersOf),
    unpacked: await readUnpackedSize(image, side, services),
  };
  return { image, side, contents, sizes };
}
