import type { LockKindName } from '../../lock/kind/lock';
import { checkPythonLists } from './check-python-lists';
import type { LockResolver } from './lock-resolver';
import { resolveInStage } from './resolve-in-stage';

/** How each kind of locks comes to be; `lock-table.ts` has what is known of it without asking anybody. */
export const resolverTable: Readonly<Record<LockKindName, LockResolver>> = {
  python: { check: checkPythonLists, resolve: resolveInStage },
};
