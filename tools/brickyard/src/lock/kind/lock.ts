import type { Flavour } from '../../flavour/flavour';
import type { Runtime } from '../../runtime/schema';

/** One file below a flavour's `locks`, and what decides its text. Each kind adds what it reads. */
export interface Lock {
  /** Name of its row in the table of kinds. */
  kind: LockKindName;
  flavour: Pick<Flavour, 'name' | 'path'>;
  /** Resolved for this line, whichever image runs the resolver. */
  line: Runtime;
  /** Files in the flavour's folder that say what is wanted, the first one for messages: `requirements.txt`. */
  sources: readonly string[];
  /** `locks/17.3-LTS.txt`, in the flavour's folder. */
  path: string;
  /** Flavours whose locks or lists are among its inputs, nearest first. */
  ancestors: readonly LockAncestor[];
  /** The lock on disk. */
  text?: string;
}

export type LockKindName = 'python';

export interface LockAncestor {
  flavour: Pick<Flavour, 'name' | 'path'>;
}

/** `packages/python/locks/17.3-LTS.txt` */
export function fullPath({
  flavour,
  path,
}: Pick<Lock, 'flavour' | 'path'>): string {
  return `${flavour.path}/${path}`;
}
