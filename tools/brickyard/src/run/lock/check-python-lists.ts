import { problemsError, renderPlace } from '../../errors';
import type { Services } from '../shell/services';
import type { LockWork } from './lock-resolver';

/** What is wrong with a flavour's requirements on the task's line. Rejects REQUIREMENTS_INVALID. */
export async function checkPythonLists(
  { task, locks }: Pick<LockWork, 'task' | 'locks'>,
  { now, warn }: Pick<Services, 'now' | 'warn'>,
): Promise<void> {
  // Loaded late, as its parsers are not needed to say that nothing is stale.
  const { checkRequirementFiles } =
    await import('../sources/check-requirement-files');
  const lines = locks.slice(0, 1).map(({ line }) => line);
  const { problems, warnings } = checkRequirementFiles(
    task.image.flavour,
    lines,
    now,
  );
  if (problems.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', problems);
  for (const { place, message } of warnings)
    warn(`${renderPlace(place)}: ${message}`);
}
