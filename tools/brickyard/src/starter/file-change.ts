import type { ConflictLines } from './find-conflict-marks';
import type { StarterFile } from './starter-file';

/** What becomes of one file of a copy. What stays as it is and needs no word has none. */
export type FileChange = { path: string } & (
  | {
      /** `taken`: nobody had edited it here. `merged`: both sides' edits are in it. */
      kind: 'added' | 'taken' | 'merged';
      file: StarterFile;
    }
  | { kind: 'removed' }
  /** Git's marks are in the text, which has both sides. */
  | { kind: 'conflict'; file: StarterFile; lines: readonly ConflictLines[] }
  /** Both sides changed it, and no text can hold both: it stays as it is here. */
  | { kind: 'unmergeable'; because: string }
  /** The file here stays as it is, although Brickyard's changed. */
  | { kind: 'stays'; because: 'removed-here' | 'dropped' | 'own-lock' }
);

/** Whether somebody has to decide. */
export function needsDecision({ kind }: FileChange): boolean {
  return kind === 'conflict' || kind === 'unmergeable';
}
