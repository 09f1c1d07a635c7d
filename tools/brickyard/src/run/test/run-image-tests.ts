import { expectProvided, provideImages } from '../make/provide-images';
import { type PreparedPlan, preparePlan } from '../plan/prepare-plan';
import type { Reporter } from '../shell/reporter';
import { runSchedule } from '../shell/schedule';
import type { Services } from '../shell/services';
import type { TestedImage, TestRequest, TestRun } from './image-tests-request';
import { listTestTasks, type TestTask } from './list-test-tasks';
import { testImage } from './test-image';

export type { TestedImage, TestRequest, TestRun } from './image-tests-request';

/**
 * Tests images, each in one container, and builds or pulls those that the
 * engine lacks. Input errors throw before anything is built; what goes wrong
 * with one image is in its outcome.
 */
export async function runImageTests(
  request: TestRequest,
  services: Services,
  reporter: Reporter,
  onPlan: (prepared: PreparedPlan) => void = () => undefined,
): Promise<TestRun> {
  const prepared = await preparePlan(request, services);
  const testing = { request, services, reporter };
  const { tasks, refused } = await listTestTasks(testing, prepared);
  const built = await provideImages(
    tasks.filter(({ pass }) => pass === undefined).map(({ image }) => image),
    { ...testing, prepared, onPlan, probesLater: true },
  );
  const outcomes = await runSchedule<TestTask, TestedImage>({
    items: tasks,
    idOf: ({ image }) => image.id,
    dependenciesOf: () => [],
    limit: request.parallel,
    isLight: ({ pass }) => pass !== undefined,
    work: (task) => {
      expectProvided(task.image.id, built);
      return testImage(task, testing);
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
