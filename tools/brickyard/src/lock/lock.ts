import type { Flavour } from '../flavour/flavour';
import type { Runtime } from '../runtime/schema';

/** A requirements file as it is on disk; the path is relative to the flavour's folder. */
export interface RequirementFile {
  path: string;
  text: string;
}

/** An image of this workspace below this one; its Python packages are installed. */
export interface Ancestor {
  flavour: Pick<Flavour, 'name' | 'path'>;
  /** Its `requirements.txt`, then what that includes. */
  files: readonly RequirementFile[];
}

/** One requirements file for one runtime line, and everything that decides its lock. */
export interface Lock {
  flavour: Pick<Flavour, 'name' | 'path'>;
  /** Resolved for this line, whichever image runs the resolver. */
  line: Runtime;
  /** `requirements.txt` */
  requirements: string;
  /** `locks/17.3-LTS.txt`, in the flavour's folder. */
  path: string;
  /** The file itself, then what it includes. */
  files: readonly RequirementFile[];
  /** Nearest first; none for other files than `requirements.txt`. */
  ancestors: readonly Ancestor[];
  /** The nearest ancestor's lock for the line. */
  parentText?: string;
  /** The lock on disk. */
  text?: string;
}

/** `packages/python/locks/17.3-LTS.txt` */
export function fullPath({ flavour, path }: Lock): string {
  return `${flavour.path}/${path}`;
}
