import type { LockKindName } from '../../lock/kind/lock';
import { checkAptLists } from './check-apt-lists';
import { checkPythonLists } from './check-python-lists';
import type { LockResolver } from './lock-resolver';
import { resolveInStage } from './resolve-in-stage';
import { checkRLists, resolveR } from './resolve-r';

/** How each kind of locks comes to be; `lock-table.ts` has what is known of it without asking anybody. */
export const resolverTable: Readonly<Record<LockKindName, LockResolver>> = {
  apt: { check: checkAptLists, resolve: resolveInStage },
  python: { check: checkPythonLists, resolve: resolveInStage },
  r: { check: checkRLists, resolve: resolveR },
};
