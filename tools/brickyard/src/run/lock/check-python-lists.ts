import { problemsError, renderPlace } from '../../errors';
import { findOriginConflicts } from '../../lock/python/find-origin-conflicts';
import { listAncestors } from '../names/list-ancestors';
import type { Services } from '../shell/services';
import type { LockWork } from './lock-resolver';

/** What is wrong with a flavour's requirements on the task's line. Rejects REQUIREMENTS_INVALID. */
export async function checkPythonLists(
  {
    task,
    locks,
    all,
    workspace: { options },
  }: Pick<LockWork, 'task' | 'locks' | 'all' | 'workspace'>,
  { now, warn }: Pick<Services, 'now' | 'warn'>,
): Promise<void> {
  // Loaded late, as its parsers are not needed to say that nothing is stale.
  const { checkRequirementFiles } =
    await import('../sources/check-requirement-files');
  const { checkPythonSources } =
    await import('../sources/check-python-sources');
  const lines = locks.slice(0, 1).map(({ line }) => line);
  const { problems, warnings } = checkRequirementFiles(
    task.image.flavour,
    lines,
    now,
  );
  const { image } = task;
  const below = listAncestors(image, all, options.localNamespace);
  const sources = [
    ...checkPythonSources(image),
    ...findOriginConflicts(
      image.flavour,
      below.map(({ flavour }) => flavour),
    ),
  ];
  if (problems.length + sources.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', [...problems, ...sources]);
  for (const { place, message } of warnings)
    warn(`${renderPlace(place)}: ${message}`);
}
