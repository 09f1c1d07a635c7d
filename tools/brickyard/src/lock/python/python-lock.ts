import type { Lock, LockAncestor } from '../kind/lock';
import type { LocalFiles } from './local-files';
import type { PackageOrigins } from './package-origins';

/** A requirements file as it is on disk; the path is relative to the flavour's folder. */
export interface RequirementFile {
  path: string;
  text: string;
}

/** An image of this workspace below this one; its Python packages are installed. */
export interface PythonAncestor extends LockAncestor {
  /** Its `requirements.txt`, then what that includes. */
  files: readonly RequirementFile[];
  /** Absolute. */
  folder: string;
  /** What its list takes from its folder. */
  local: LocalFiles;
}

/** One requirements file for one runtime line. */
export interface PythonLock extends Lock {
  kind: 'python';
  /** `requirements.txt` */
  requirements: string;
  /** The file itself, then what it includes. */
  files: readonly RequirementFile[];
  /** None for other files than `requirements.txt`. */
  ancestors: readonly PythonAncestor[];
  /** The nearest ancestor's lock for the line. */
  parentText?: string;
  /** Of its own `image.ts` and, for `requirements.txt`, of those below. */
  origins: PackageOrigins;
  /** What its list takes from the flavour's folder. */
  local: LocalFiles;
}
