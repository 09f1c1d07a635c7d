import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CredentialsFor } from '../engine/engine';
import type { Suite } from '../image-tests/image-test';
import { digestSuite } from '../image-tests/suite-digest';
import { keyTag } from '../key/image-key';
import type { KeyedImage } from '../plan/key-images';
import type { Workspace } from '../workspace/workspace';
import { findStaleLocks, staleLocksError } from './check-locks';
import { recordPath } from './image-record';
import { type PreparedPlan, preparePlan } from './prepare-plan';
import { engineNames } from './published-name';
import { readSuite } from './read-suite';
import type { Reporter } from './reporter';
import { runImages, type RunResult } from './run-images';
import { type Outcome, runSchedule } from './schedule';
import type { Services } from './services';
import { findSharedPass, sharePass } from './share-pass';
import {
  readPass,
  type TestRecord,
  testRecordPath,
  writeTestRecord,
} from './tests-record';

export interface TestRequest {
  workspace: Workspace;
  flavours: readonly string[];
  /** Only images for these runtime lines. */
  runtimes?: readonly string[];
  /** Run although a pass of the same image and tests is recorded. */
  force?: boolean;
  /** Images built or tested at once. */
  parallel: number;
  environment: Readonly<Record<string, string | undefined>>;
  credentials: CredentialsFor;
  signal?: AbortSignal;
}

/** What became of an image's tests, and where that is written down. */
export interface TestedImage {
  record: TestRecord;
  path: string;
  /** Nothing was run: the record is an earlier one. */
  reused: boolean;
  seconds: number;
}

export interface TestRun {
  /** Those asked for, without libraries. */
  images: readonly KeyedImage[];
  outcomes: ReadonlyMap<string, Outcome<TestedImage>>;
}

interface Task {
  image: KeyedImage;
  suite: Suite;
  digest: string;
  path: string;
  pass: TestRecord | undefined;
  isInRegistry: boolean;
}

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
  const tasks = await addSharedPasses(listTasks(request, prepared), {
    request,
    prepared,
    services,
  });
  const images = tasks.map(({ image }) => image);
  const built = await provide(tasks, {
    request,
    prepared,
    services,
    reporter,
    onPlan,
  });
  const outcomes = await runSchedule<Task, TestedImage>({
    items: tasks,
    idOf: ({ image }) => image.id,
    dependenciesOf: () => [],
    limit: request.parallel,
    isLight: ({ pass }) => pass !== undefined,
    work: (task) => {
      const settled = built?.outcomes.get(task.image.id);
      if (settled?.state === 'failed') throw settled.error;
      if (settled?.state === 'skipped')
        throw notBuiltError(settled.because, built);
      return testImage(task, { request, services, reporter });
    },
    onSettled: ({ image }) => reporter.settle(image.id),
  });
  return { images, outcomes };
}

function listTasks(
  { workspace, flavours, force }: TestRequest,
  { images, found }: PreparedPlan,
): Task[] {
  const { root, options } = workspace;
  const wanted = images.filter(
    ({ flavour, use }) => flavours.includes(flavour.name) && !use.fromScratch,
  );
  const stale = findStaleLocks({ images: wanted, all: images, workspace });
  if (stale.length > 0) throw staleLocksError(stale);
  return wanted.map((image) => {
    const suite = readSuite(image, images, options);
    const digest = digestSuite(suite);
    const path = testRecordPath(image);
    const known = { key: image.key, suite: digest };
    const pass = force ? undefined : readPass(root, path, known);
    const isInRegistry = found.get(image.id)?.place === 'registry';
    return { image, suite, digest, path, pass, isInRegistry };
  });
}

/** Of images that only the registry has: a pass there saves pulling them. */
async function addSharedPasses(
  tasks: readonly Task[],
  run: Pick<Run, 'request' | 'services'> & { prepared: PreparedPlan },
): Promise<Task[]> {
  const { request, prepared, services } = run;
  const { force, workspace } = request;
  return Promise.all(
    tasks.map(async (task) => {
      const { image, digest: suite, pass } = task;
      const found = prepared.found.get(image.id);
      const digest = found?.place === 'registry' ? found.digest : undefined;
      if (force || pass !== undefined || digest === undefined) return task;
      const at = { suite, digest };
      const { options } = workspace;
      return {
        ...task,
        pass: await findSharedPass(image, at, options, services),
      };
    }),
  );
}

interface Run {
  request: TestRequest;
  services: Services;
  reporter: Reporter;
}

/** Builds or pulls what is to be tested and is not in the engine. */
async function provide(
  tasks: readonly Task[],
  run: Run & {
    prepared: PreparedPlan;
    onPlan: (prepared: PreparedPlan) => void;
  },
): Promise<RunResult | undefined> {
  const { request, prepared, services, reporter, onPlan } = run;
  const missing = tasks.filter(
    ({ image, pass }) =>
      pass === undefined && prepared.found.get(image.id)?.place !== 'engine',
  );
  if (missing.length === 0) return undefined;
  const flavours = [...new Set(missing.map(({ image }) => image.flavour.name))];
  const build = { ...request, flavours, push: false, load: true };
  return runImages(build, services, reporter, onPlan);
}

/** What failed first, however far down. */
function notBuiltError(because: string, built: RunResult | undefined): unknown {
  const outcome = built?.outcomes.get(because);
  if (outcome?.state === 'failed') return outcome.error;
  if (outcome?.state === 'skipped')
    return notBuiltError(outcome.because, built);
  return new Error(`${because} did not succeed`);
}

async function testImage(
  task: Task,
  { request, services, reporter }: Run,
): Promise<TestedImage> {
  const { image, suite, digest, path, pass } = task;
  const { workspace, signal } = request;
  const settle = async (passed: TestRecord) => {
    const { options, root } = workspace;
    const shared =
      passed.shared ??
      (isPublished(task, root)
        ? await sharePass(image, passed, options, services)
        : undefined);
    const record = { ...passed, ...(shared !== undefined && { shared }) };
    writeTestRecord(root, path, record);
    return record;
  };
  if (pass !== undefined)
    return { record: await settle(pass), path, reused: true, seconds: 0 };
  const count = suite.tests.length;
  reporter.status(image.id, `running ${count} test${count === 1 ? '' : 's'}`);
  const started = performance.now();
  // Its judges need not be loaded to say that nothing has changed.
  const { runSuite } = await import('../image-tests/run-suite');
  const name = await nameInEngine(image, workspace, services);
  const tests = await runSuite({ suite, image: name, signal }, services.engine);
  const seconds = (performance.now() - started) / 1000;
  const { flavour, runtime, key } = image;
  const passed = tests.every((test) => test.passed);
  const named = { flavour: flavour.name, runtime: runtime.name, key };
  const record: TestRecord = { ...named, suite: digest, passed, tests };
  if (passed)
    return { record: await settle(record), path, reused: false, seconds };
  writeTestRecord(workspace.root, path, record);
  return { record, path, reused: false, seconds };
}

/** As far as this machine knows: the registry is not asked for each test run. */
function isPublished({ image, isInRegistry }: Task, root: string): boolean {
  return isInRegistry || readPublishedKey(image, root) === image.key;
}

function readPublishedKey(image: KeyedImage, root: string): unknown {
  try {
    const text = readFileSync(join(root, recordPath(image, 'image')), 'utf8');
    return (JSON.parse(text) as { key?: unknown }).key;
  } catch {
    // Never published from here, or the record is damaged.
    return undefined;
  }
}

/** Built here, or pulled. */
async function nameInEngine(
  image: KeyedImage,
  { options }: Workspace,
  { engine }: Services,
): Promise<string> {
  const names = engineNames(image, options);
  const [local = keyTag(image.key)] = names;
  for (const name of names)
    if ((await engine.inspectImage(name)) !== undefined) return name;
  return local;
}
