import type { Lock, LockAncestor } from '../kind/lock';

/** A requirements file as it is on disk; the path is relative to the flavour's folder. */
export interface RequirementFile {
  path: string;
  text: string;
}

/** An image of this workspace below this one; its Python packages are installed. */
export interface PythonAncestor extends LockAncestor {
  /** Its `requirements.txt`, then what that includes. */
  files: readonly RequirementFile[];
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
}
