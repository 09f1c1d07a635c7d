import { type BrickyardError, isBrickyardError } from '../../errors';
import type { Suite } from '../../image-tests/image-test';
import { digestSuite } from '../../image-tests/suite-digest';
import { faultsError } from '../../plan/fault';
import type { KeyedImage } from '../../plan/key-images';
import { refuseStaleLocks } from '../locks/check-locks';
import type { PreparedPlan } from '../plan/prepare-plan';
import { findSharedPass } from '../publish/share-pass';
import {
  type Passed,
  readPass,
  type TestRecord,
  testRecords,
} from '../records/tests-record';
import type { Testing } from './image-tests-request';
import { readSuite } from './read-suite';
import { readRuleInputs, type RuleInputs } from './rule-inputs';
import { digestRules } from './rules-digest';

/** An image to test, and a pass of it where one is known. */
export interface TestTask {
  image: KeyedImage;
  suite: Suite;
  inputs: RuleInputs;
  /** What a pass has to be of. */
  wanted: Passed;
  /** Of the record. */
  path: string;
  pass: TestRecord | undefined;
  isInRegistry: boolean;
}

export interface TestTasks {
  tasks: TestTask[];
  /** Why images are not tested, by id: LOCK_STALE, or files that cannot be read. */
  refused: ReadonlyMap<string, BrickyardError>;
}

/** Throws IMAGE_TESTS_INVALID, REQUIREMENTS_INVALID and LOCK_STALE when no image is left to test. */
export async function listTestTasks(
  testing: Pick<Testing, 'request' | 'services'>,
  prepared: Pick<PreparedPlan, 'images' | 'found' | 'listLocks'>,
): Promise<TestTasks> {
  const { flavours } = testing.request;
  const { images: all, listLocks } = prepared;
  const own = all.filter(
    ({ flavour, use }) => flavours.includes(flavour.name) && !use.fromScratch,
  );
  const refusals = refuseStaleLocks({ images: own, listLocks });
  if (refusals.all !== undefined) throw refusals.all;
  const images = own.filter(({ id }) => !refusals.byImage.has(id));
  const { tasks, faults } = listOwn(testing, prepared, images);
  const error = faultsError([...faults.values()].map((e) => ({ error: e })));
  if (error !== undefined && tasks.length === 0) throw error;
  const refused = new Map([...refusals.byImage, ...faults]);
  return { tasks: await withSharedPasses(tasks, testing, prepared), refused };
}

async function withSharedPasses(
  tasks: TestTask[],
  { request, services }: Pick<Testing, 'request' | 'services'>,
  prepared: Pick<PreparedPlan, 'found'>,
): Promise<TestTask[]> {
  const { force, workspace } = request;
  if (force) return tasks;
  return Promise.all(
    tasks.map(async (task) => {
      const { image, wanted, pass } = task;
      const found = prepared.found.get(image.id);
      // Of images that only the registry has: a pass there saves pulling them.
      const digest = found?.place === 'registry' ? found.digest : undefined;
      if (pass !== undefined || digest === undefined) return task;
      const at = { ...wanted, digest };
      const { options } = workspace;
      return {
        ...task,
        pass: await findSharedPass(image, at, options, services),
      };
    }),
  );
}

function listOwn(
  { request, services }: Pick<Testing, 'request' | 'services'>,
  { images, found }: Pick<PreparedPlan, 'images' | 'found'>,
  own: readonly KeyedImage[],
): { tasks: TestTask[]; faults: Map<string, BrickyardError> } {
  const faults = new Map<string, BrickyardError>();
  const tasks = own.flatMap((image): TestTask[] => {
    try {
      return [readTask(image, { request, services, images, found })];
    } catch (error) {
      if (!isBrickyardError(error)) throw error;
      faults.set(image.id, error);
      return [];
    }
  });
  return { tasks, faults };
}

function readTask(
  image: KeyedImage,
  {
    request,
    services,
    images,
    found,
  }: Pick<Testing, 'request' | 'services'> &
    Pick<PreparedPlan, 'images' | 'found'>,
): TestTask {
  const { workspace, force } = request;
  const { root, options } = workspace;
  const { now } = services;
  const suite = readSuite(image, images, options);
  const inputs = readRuleInputs(image, images, { workspace, now });
  const path = testRecords.path(image);
  const wanted = {
    key: image.key,
    suite: digestSuite(suite),
    rules: digestRules(inputs),
  };
  const pass = force ? undefined : readPass(image, wanted, root);
  const isInRegistry = found.get(image.id)?.place === 'registry';
  return { image, suite, inputs, wanted, path, pass, isInRegistry };
}
