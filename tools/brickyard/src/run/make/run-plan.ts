import type { BrickyardError } from '../../errors';
import type { ImagePlan } from '../../plan/build-plan';
import type { KeyedImage } from '../../plan/key-images';
import type { Refusals } from '../locks/check-locks';
import type { PreparedPlan } from '../plan/prepare-plan';
import type { RunRequest } from './run-request';

/** What will be done about one image. */
export interface RunTask {
  image: KeyedImage;
  action: ImagePlan['action'];
  /** Write down what it contains. */
  inventory: boolean;
  publish: boolean;
}

/** All that a run will do, parents first. `applyRun` takes it. */
export interface RunPlan {
  request: RunRequest;
  prepared: PreparedPlan;
  tasks: readonly RunTask[];
  /** Images that cannot be built as their locks are now. */
  refusals: Refusals;
  /** Images that cannot be published, by id; others may still need them. */
  unpublishable: ReadonlyMap<string, BrickyardError>;
}

/** Why a task fails before it begins. */
export function refusalOf(
  { refusals }: RunPlan,
  { image }: RunTask,
): BrickyardError | undefined {
  return refusals.byImage.get(image.id);
}
