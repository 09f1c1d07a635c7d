import { nameInEngine } from '../names/name-in-engine';
import { sharePass } from '../publish/share-pass';
import { imageRecords } from '../records/image-record';
import { type TestRecord, testRecords } from '../records/tests-record';
import type { TestedImage, Testing } from './image-tests-request';
import type { TestTask } from './list-test-tasks';

/** Tests an image unless a pass is known, and writes down the result. */
export async function testImage(
  task: TestTask,
  testing: Testing,
): Promise<TestedImage> {
  const { path, pass } = task;
  if (pass !== undefined) {
    const record = await settle(pass, task, testing);
    return { record, path, reused: true, seconds: 0 };
  }
  const started = performance.now();
  const made = await examine(task, testing);
  const seconds = (performance.now() - started) / 1000;
  const record = await settle(made, task, testing);
  return { record, path, reused: false, seconds };
}

async function examine(
  { image, suite, inputs, wanted }: TestTask,
  { request, services, reporter }: Testing,
): Promise<TestRecord> {
  const { workspace, signal } = request;
  const count = suite.tests.length;
  const tests = count === 1 ? '1 test' : `${count} tests`;
  reporter.status(image.id, `running ${tests} and the rules`);
  // Rules and judges need not be loaded to say that nothing has changed.
  const { examineImage } = await import('./examine-image');
  const name = await nameInEngine(image, workspace, services);
  const { root } = workspace;
  const result = await examineImage(
    { image, suite, inputs, name, root, signal },
    services,
  );
  const { flavour, runtime } = image;
  const named = { flavour: flavour.name, runtime: runtime.name };
  return { ...named, ...wanted, ...result };
}

/** A pass of a published image is put beside it, once. */
async function settle(
  record: TestRecord,
  task: TestTask,
  { request, services }: Testing,
): Promise<TestRecord> {
  const { options, root } = request.workspace;
  const isToShare =
    record.passed && record.shared === undefined && isPublished(task, root);
  const shared = isToShare
    ? await sharePass(task.image, record, options, services)
    : undefined;
  const settled = { ...record, ...(shared !== undefined && { shared }) };
  testRecords.write(task.image, settled, root);
  return settled;
}

/** As far as this machine knows: the registry is not asked for each test run. */
function isPublished({ image, isInRegistry }: TestTask, root: string): boolean {
  return isInRegistry || imageRecords.read(image, root) !== undefined;
}
