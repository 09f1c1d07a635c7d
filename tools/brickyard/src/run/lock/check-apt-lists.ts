import { type Problem, problemsError } from '../../errors';
import type { AptLock } from '../../lock/apt/apt-lock';
import type { LockWork } from './lock-resolver';

/** What is wrong with a flavour's lists of apt packages. Rejects REQUIREMENTS_INVALID. */
export function checkAptLists({ locks }: Pick<LockWork, 'locks'>): void {
  const problems: Problem[] = locks.flatMap(
    (lock) => (lock as AptLock).problems,
  );
  if (problems.length > 0)
    throw problemsError('REQUIREMENTS_INVALID', problems);
}
