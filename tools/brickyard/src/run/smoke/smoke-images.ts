import type { KeyedImage } from '../../plan/key-images';
import { expectProvided, provideImages } from '../make/provide-images';
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

/**
 * Tries Spark in images, and builds or pulls those that the engine lacks. One
 * after the other: each Spark takes all cores. What goes wrong with one image
 * is in its outcome.
 */
export async function smokeImages(
  request: SmokeImagesRequest,
  services: Services,
  reporter: Reporter,
  onPlan: (prepared: PreparedPlan) => void = () => undefined,
): Promise<SmokeRun> {
  const prepared = await preparePlan(request, services);
  const tasks = listTasks(request, prepared);
  const built = await provideImages(
    tasks.filter(({ pass }) => pass === undefined).map(({ image }) => image),
    { request, services, reporter, prepared, onPlan },
  );
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
