import { listRPackages, R_LOCK_COLUMNS } from '../../lock/r/r-lock-text';
import type { Package } from '../package';

/** Whether a file that lists packages is a lock of R packages. */
export function isRLock(text: string): boolean {
  return text.split(/\r?\n/).includes(R_LOCK_COLUMNS);
}

/** The packages of a lock, as R calls them. */
export function parseRLock(text: string): Package[] {
  return listRPackages(text).map(({ name, version }) => ({ name, version }));
}
