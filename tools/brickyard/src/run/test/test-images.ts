import { applyRun } from '../make/apply-run';
import { expectProvided, planProvision } from '../make/plan-provision';
import type { RunPlan } from '../make/run-plan';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import type { Reporter } from '../shell/reporter';
import { runSchedule } from '../shell/schedule';
import type { Services } from '../shell/services';
import type { TestedImage, TestRequest, TestRun } from './image-tests-request';
import {
  listTestTasks,
  type TestTask,
  type TestTasks,
} from './list-test-tasks';
import { testImage } from './test-image';

export type { TestedImage, TestRequest, TestRun } from './image-tests-request';

/** Which images will be tested, and what has to be built or pulled before. */
export interface TestPlan extends TestTasks {
  request: TestRequest;
  prepared: PreparedPlan;
  /** `undefined` when the engine has all that is to be tested. */
  provision: RunPlan | undefined;
}

/** Builds and tests nothing. Input errors of tests throw. */
export async function planTests(
  request: TestRequest,
  services: Services,
): Promise<TestPlan> {
  const prepared = await preparePlan(request, services);
  const listed = await listTestTasks({ request, services }, prepared);
  const images = listed.tasks
    .filter(({ pass }) => pass === undefined)
    .map(({ image }) => image);
  const provision = planProvision(request, {
    images,
    prepared,
    probesLater: true,
  });
  return { ...listed, request, prepared, provision };
}

/**
 * Provides images and tests each in one container. Input errors of images throw
 * before anything is built; what goes wrong with one image is in its outcome.
 */
export async function applyTests(
  { request, prepared, tasks, refused, provision }: TestPlan,
  services: Services,
  reporter: Reporter,
): Promise<TestRun> {
  const built = provision && (await applyRun(provision, services, reporter));
  const outcomes = await runSchedule<TestTask, TestedImage>({
    items: tasks,
    idOf: ({ image }) => image.id,
    dependenciesOf: () => [],
    limit: request.parallel,
    isLight: ({ pass }) => pass !== undefined,
    work: (task) => {
      expectProvided(task.image.id, built);
      return testImage(task, { request, services, reporter });
    },
    onSettled: ({ image }) => reporter.settle(image.id),
  });
  for (const [id, error] of refused)
    outcomes.set(id, { state: 'failed', error });
  return {
    images: prepared.images.filter(({ id }) => outcomes.has(id)),
    outcomes,
  };
}
