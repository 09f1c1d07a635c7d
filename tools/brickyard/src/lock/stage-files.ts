import type { AddedFile } from '../runtime/context-files';
import type { Lock } from './kind/lock';
import type { LockKind, LockSettings, StageWork } from './kind/lock-kind';

/** Where the stage of another flavour's Dockerfile has the files of the one that is locked. */
export const guestFolder = '.brickyard/flavour';

export interface StageOrder extends LockSettings {
  /** The stage is another flavour's, so it does not see this one's folder. */
  isGuest: boolean;
  /** Names that the index is asked for in place of the locks. */
  probe?: readonly string[];
  /** Different each time, or the engine would reuse an earlier build. */
  nonce: string;
}

/** A kind that is resolved in a stage `lock`. */
export type StagedKind = LockKind & { stage: StageWork };

/** What a stage `lock` gets beside files of a flavour; the toolbox's `write-locks` reads `kind` first. */
export function renderStageFiles(
  { name, stage }: StagedKind,
  locks: readonly Lock[],
  { isGuest, probe, nonce, upgrade }: StageOrder,
): AddedFile[] {
  const files = stage.renderFiles(locks, { upgrade });
  return [
    { path: '.brickyard/lock/kind', content: `${name}\n` },
    { path: '.brickyard/lock/nonce', content: `${nonce}\n` },
    ...(probe
      ? [{ path: '.brickyard/lock/probe', content: `${probe.join('\n')}\n` }]
      : []),
    ...files.map(({ path, content }) => {
      return { path: isGuest ? `${guestFolder}/${path}` : path, content };
    }),
  ];
}
