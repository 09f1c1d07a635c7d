import { orderOf } from '../ecosystems/ecosystem-table';
import type { Release } from '../ecosystems/version-order';

/**
 * How far two versions are apart. The first number that differs decides; the
 * third number and all later ones are `patch`. `other` is a change beside the
 * numbers, such as a Debian revision or a release candidate. `changed`: one of
 * the two is not a version in this ecosystem, so there is nothing to compare.
 */
export type BumpLevel = 'major' | 'minor' | 'patch' | 'other' | 'changed';

export interface Bump {
  level: BumpLevel;
  /** `null` if neither comes first, as with `1.0` and `1.0.0`. */
  direction: 'up' | 'down' | null;
}

export function bumpOf(ecosystem: string, from: string, to: string): Bump {
  const order = orderOf(ecosystem);
  const [before, after] = [order.releaseOf(from), order.releaseOf(to)];
  if (before === undefined || after === undefined)
    return { level: 'changed', direction: null };
  const difference = order.compare(from, to);
  const direction = difference < 0 ? 'up' : difference > 0 ? 'down' : null;
  return { level: levelOf(before, after), direction };
}

function levelOf(before: Release, after: Release): BumpLevel {
  if (before.epoch !== after.epoch) return 'major';
  const length = Math.max(before.numbers.length, after.numbers.length);
  for (let at = 0; at < length; at += 1) {
    if ((before.numbers[at] ?? 0) === (after.numbers[at] ?? 0)) continue;
    return (['major', 'minor'] as const)[at] ?? 'patch';
  }
  return 'other';
}
