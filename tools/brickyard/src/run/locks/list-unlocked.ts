import { isUnlocked } from '../../lock/check-lock';
import type { LockKindName } from '../../lock/kind/lock';
import { kindOf } from '../../lock/lock-table';
import { type LockCheck, lockCommand } from './check-locks';
import { listSound } from './list-locks';

/** A lock that a flavour could have, and that nobody has made. */
export interface UnlockedList {
  kind: LockKindName;
  /** That of the task that makes it: `minimal@17.3-LTS.apt`. */
  id: string;
  flavour: string;
  line: string;
}

/** Lists whose images get what an archive has on the day of the build. */
export function listUnlocked(check: LockCheck): UnlockedList[] {
  const { images, listLocks, lines } = check;
  return images.flatMap((image) =>
    (lines ?? [image.runtime.name])
      .flatMap((line) => listSound(image, line, listLocks))
      .filter(isUnlocked)
      .map((lock) => {
        const { kind, flavour, line } = lock;
        const id = `${flavour.name}@${line.name}${kindOf(lock).extension}`;
        return { kind, id, flavour: flavour.name, line: line.name };
      }),
  );
}

/** One sentence for all of them; `undefined` when everything is locked. */
export function describeUnlocked(
  unlocked: readonly UnlockedList[],
): string | undefined {
  if (unlocked.length === 0) return undefined;
  const lines = [...new Set(unlocked.map(({ line }) => line))];
  const whose = Object.entries(packagesOf).flatMap(([kind, packages]) => {
    const lists = unlocked.filter((list) => list.kind === kind);
    const names = [...new Set(lists.map(({ flavour }) => flavour))];
    return names.length === 0 ? [] : [`${packages} of ${names.join(', ')}`];
  });
  return `the ${whose.join(' and the ')} are not locked for ${lines.join(', ')}: an image gets what is there on the day of its build; ${lockCommand(unlocked)} locks them, on a machine that reaches the line's base image and archives`;
}

/** Of the kinds that a build does without. */
const packagesOf: Partial<Record<LockKindName, string>> = {
  apt: 'apt packages',
  r: 'R packages',
};

export function warnOfUnlocked(
  check: LockCheck,
  warn: (message: string) => void,
): void {
  const message = describeUnlocked(listUnlocked(check));
  if (message !== undefined) warn(message);
}
