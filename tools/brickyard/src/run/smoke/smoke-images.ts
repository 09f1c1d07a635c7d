import type { KeyedImage } from '../../plan/key-images';
import { applyRun } from '../make/apply-run';
import { expectProvided, planProvision } from '../make/plan-provision';
import type { RunPlan } from '../make/run-plan';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import { digestSmoke, readSmokePass } from '../records/smoke-record';
import type { Reporter } from '../shell/reporter';
import { type Outcome, runSchedule } from '../shell/schedule';
import type { Services } from '../shell/services';
import { type SmokedImage, smokeImage, type SmokeTask } from './smoke-image';
import type { SmokeImagesRequest } from './smoke-request';

export interface SmokeRun {
  /** Those asked for, without libraries. */
  images: readonly KeyedImage[];
  outcomes: ReadonlyMap<string, Outcome<SmokedImage>>;
}

/** Which images Spark will be tried in, and what has to be built or pulled before. */
export interface SmokePlan {
  request: SmokeImagesRequest;
  prepared: PreparedPlan;
  tasks: readonly SmokeTask[];
  /** `undefined` when the engine has all that is to be tried. */
  provision: RunPlan | undefined;
}

/** Builds and tries nothing. */
export async function planSmoke(
  request: SmokeImagesRequest,
  services: Services,
): Promise<SmokePlan> {
  const prepared = await preparePlan(request, services);
  const tasks = listTasks(request, prepared);
  const images = tasks
    .filter(({ pass }) => pass === undefined)
    .map(({ image }) => image);
  const provision = planProvision(request, { images, prepared });
  return { request, prepared, tasks, provision };
}

/**
 * Provides images and tries Spark in them, one after the other: each Spark takes
 * all cores. What goes wrong with one image is in its outcome.
 */
export async function applySmoke(
  { request, tasks, provision }: SmokePlan,
  services: Services,
  reporter: Reporter,
): Promise<SmokeRun> {
  const built = provision && (await applyRun(provision, services, reporter));
  const outcomes = await runSchedule<SmokeTask, SmokedImage>({
    items: tasks,
    idOf: ({ image }) => image.id,
    dependenciesOf: () => [],
    limit: 1,
    isLight: ({ pass }) => pass !== undefined,
    work: (task) => {
      expectProvided(task.image.id, built);
      return smokeImage(task, { request, services, reporter });
    },
    onSettled: ({ image }) => reporter.settle(image.id),
  });
  return { images: tasks.map(({ image }) => image), outcomes };
}

function listTasks(
  { workspace, flavours, force }: SmokeImagesRequest,
  { images }: PreparedPlan,
): SmokeTask[] {
  const own = images.filter(
    ({ flavour, use }) => flavours.includes(flavour.name) && !use.fromScratch,
  );
  return own.map((image) => {
    const wanted = { key: image.key, smoke: digestSmoke(image) };
    const pass = force
      ? undefined
      : readSmokePass(image, wanted, workspace.root);
    return { image, wanted, pass };
  });
}
