import { BrickyardError } from '../../errors';
import type { Flavour } from '../../flavour/flavour';
import type { Lock } from '../../lock/lock';
import { isMain, lockStage } from '../../lock/lock-paths';
import {
  listRequirementFiles,
  readLocks,
  type ReadText,
} from '../../lock/read-lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import { findRuntime } from '../../runtime/catalogue';
import type { Workspace } from '../../workspace/workspace';
import { listAncestors } from '../names/list-ancestors';

/** Whether a flavour's Dockerfile says how it is locked. */
export function isLocked({ dockerfile }: Flavour): boolean {
  return dockerfile.stages.some(({ name }) => name === lockStage);
}

export interface LockPlaces {
  /** The image that a lock is resolved in, and all that it is built on. */
  images: readonly ResolvedImage[];
  workspace: Pick<Workspace, 'runtimes' | 'options'>;
  readText?: ReadText;
}

/** The locks of an image's flavour for one line. */
export function listLocks(
  image: ResolvedImage,
  line: string,
  { images, workspace, readText }: LockPlaces,
): Lock[] {
  if (!isLocked(image.flavour)) return [];
  const { runtimes, options } = workspace;
  const below = listAncestors(image, images, options.localNamespace);
  const source = {
    flavour: image.flavour,
    ancestors: below.map(({ flavour }) => flavour).filter(hasOwnLock),
    line: findRuntime(runtimes, line),
  };
  return readLocks(source, readText);
}

/** The lines that an image's flavour is locked for: its own, and a stand-in's. */
export function listLines({ lines, runtime }: ResolvedImage): string[] {
  return [...new Set([...lines, runtime.name])];
}

function hasOwnLock(flavour: Flavour): boolean {
  const files = isLocked(flavour) ? listRequirementFiles(flavour.folder) : [];
  return files.some(isMain);
}

/** LOCK_FAILED for a flavour that has nothing to lock. */
export function findLockFault(flavour: Flavour): BrickyardError | undefined {
  if (!isLocked(flavour)) {
    return new BrickyardError(
      'LOCK_FAILED',
      `${flavour.path}/Dockerfile has no stage named ${lockStage}`,
      { hint: 'add one as packages/python/Dockerfile has it' },
    );
  }
  if (listRequirementFiles(flavour.folder).length > 0) return undefined;
  return new BrickyardError(
    'LOCK_FAILED',
    `${flavour.path} has no requirements.txt, but a stage named ${lockStage}`,
    { hint: 'add the file, or take the stage out of the Dockerfile' },
  );
}
