import { isUnlocked } from '../../lock/check-lock';
import { kindOf } from '../../lock/lock-table';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { Workspace } from '../../workspace/workspace';
import { type LockCheck, lockCommand } from './check-locks';
import { listSound, openLocks } from './list-locks';

/** A lock that a flavour could have, and that nobody has made. */
export interface UnlockedList {
  /** That of the task that makes it: `minimal@17.3-LTS.apt`. */
  id: string;
  flavour: string;
  line: string;
}

/** Lists whose images get what an archive has on the day of the build. */
export function listUnlocked(check: LockCheck): UnlockedList[] {
  const { images, all, workspace, lines } = check;
  const listLocks = openLocks({ images: all, workspace });
  return images.flatMap((image) =>
    (lines ?? [image.runtime.name])
      .flatMap((line) => listSound(image, line, listLocks))
      .filter(isUnlocked)
      .map((lock) => {
        const { flavour, line } = lock;
        const id = `${flavour.name}@${line.name}${kindOf(lock).extension}`;
        return { id, flavour: flavour.name, line: line.name };
      }),
  );
}

/** One sentence for all of them; `undefined` when everything is locked. */
export function describeUnlocked(
  unlocked: readonly UnlockedList[],
): string | undefined {
  if (unlocked.length === 0) return undefined;
  const names = [...new Set(unlocked.map(({ flavour }) => flavour))];
  const lines = [...new Set(unlocked.map(({ line }) => line))];
  return `the apt packages of ${names.join(', ')} are not locked for ${lines.join(', ')}: an image gets what the archive has on the day of its build; ${lockCommand(unlocked)} locks them, on a machine that reaches the line's base image and archive`;
}

export function warnOfUnlocked(
  images: readonly ResolvedImage[],
  workspace: Workspace,
  warn: (message: string) => void,
): void {
  const unlocked = listUnlocked({ images, all: images, workspace });
  const message = describeUnlocked(unlocked);
  if (message !== undefined) warn(message);
}
