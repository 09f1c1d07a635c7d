import { isReportable, renderError } from '../../errors';
import { writeWhole } from '../../files/write-whole';
import type { ImagePlan } from '../../plan/build-plan';
import { type ReadPackages, readPackages } from '../ask/read-packages';
import { addCosts } from '../cost/estimate-costs';
import { lockImages, type LockResult } from '../lock/lock-images';
import type { LockRequest } from '../lock/lock-request';
import { preparePlan } from '../plan/prepare-plan';
import { readLastRecord } from '../records/image-record';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import type { AddPlan, ListChange } from './add-plan';
import { describeOrigin, openThere } from './find-there';
import { keepFiles } from './keep-files';

/** An image that the next build makes anew. */
export interface Rebuilt extends ImagePlan {
  /**
   * Compressed bytes of the image that was published last from here; null when none
   * was. `cost` says more, where it is known.
   */
  size: number | null;
}

export interface AddResult {
  /** Left out where nothing had to be locked. */
  locks?: LockResult;
  /** Some lock could not be made, so that lists and locks are as they were. */
  isUndone: boolean;
  /** Lists that somebody changed meanwhile: they are not as they were. */
  left: string[];
  /** Left out where that is not known, which is warned of. */
  rebuilt?: Rebuilt[];
  notes: string[];
}

export type ApplyAddRequest = Omit<LockRequest, 'flavours' | 'kinds'>;

/**
 * Writes the lists and locks what follows from them. All or nothing: where one lock
 * cannot be made, and where the run is interrupted, every file is as it was.
 */
export async function applyAdd(
  plan: AddPlan,
  request: ApplyAddRequest,
  services: Services,
  reporter: Reporter,
): Promise<AddResult> {
  const { edits, locked: flavours, kinds } = plan;
  const { workspace } = request;
  const folders = workspace.flavours
    .filter(({ name }) => flavours.includes(name))
    .map(({ folder }) => folder);
  const kept = keepFiles(edits, folders);
  let locks: LockResult | undefined;
  try {
    for (const { file, after } of edits) writeWhole(file, after);
    if (flavours.length > 0)
      locks = await lockImages(
        { ...request, flavours, kinds },
        services,
        reporter,
      );
  } catch (error) {
    kept.restore();
    throw error;
  }
  if (locks !== undefined && hasFailed(locks))
    return {
      ...{ locks, isUndone: true, left: kept.restore() },
      ...{ rebuilt: [], notes: [] },
    };
  const rebuilt = await listRebuilt(plan, request, services);
  const notes = await tellWhatStays(plan, request, services);
  return { locks, isUndone: false, left: [], rebuilt, notes };
}

function hasFailed({ outcomes }: LockResult): boolean {
  return [...outcomes.values()].some(({ state }) => state !== 'done');
}

async function listRebuilt(
  { affected }: AddPlan,
  { workspace }: ApplyAddRequest,
  services: Services,
): Promise<Rebuilt[] | undefined> {
  try {
    const request = { workspace, flavours: affected };
    const prepared = await preparePlan(request, services);
    const { registry } = services;
    const { images } = prepared;
    const plan = await addCosts(prepared, { workspace, registry });
    const builds = plan.images.filter(
      ({ action, flavour }) => action === 'build' && affected.includes(flavour),
    );
    return builds.map((each) => {
      const image = images.find(
        ({ flavour, runtime }) =>
          flavour.name === each.flavour && runtime.name === each.runtime,
      );
      const record = image && readLastRecord(image, workspace.root);
      return { ...each, size: record?.size ?? null };
    });
  } catch (error) {
    if (!isReportable(error)) throw error;
    services.warn(`what will be rebuilt is not known: ${renderError(error)}`);
    return undefined;
  }
}

/** Of what was taken out: what something else still brings. */
async function tellWhatStays(
  { changes }: AddPlan,
  { workspace }: ApplyAddRequest,
  { warn }: Services,
): Promise<string[]> {
  const removed = changes.filter(({ to }) => to === undefined);
  if (removed.length === 0) return [];
  const flavours = [...new Set(removed.map(({ flavour }) => flavour))];
  const read = await readPackages({ workspace, flavours }, { warn });
  return describeStaying(removed, read, workspace.options.localNamespace);
}

function describeStaying(
  removed: readonly ListChange[],
  { contents }: ReadPackages,
  localNamespace: string,
): string[] {
  const findThere = openThere(contents, localNamespace);
  return removed.flatMap((change) => {
    const there = findThere(change);
    return there === undefined
      ? []
      : [
          `${change.name} is still in ${change.flavour}, ${describeOrigin(there.origin)}`,
        ];
  });
}
