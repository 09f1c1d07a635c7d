import { debianOrder } from './debian-order';
import { pep440Order } from './pep440-order';
import { rOrder } from './r-order';
import { semverOrder } from './semver-order';
import type { Release, VersionOrder } from './version-order';

/**
 * How far two versions are apart: by the first number that differs, the third
 * and all later ones being `patch`. `other` is a change beside the numbers, as
 * a Debian revision or a release candidate. `changed`: one of the two is no
 * version in its ecosystem, so nothing more can be said.
 */
export type BumpLevel = 'major' | 'minor' | 'patch' | 'other' | 'changed';

export interface Bump {
  level: BumpLevel;
  /** `null` when neither comes first: `1.0` and `1.0.0`. */
  direction: 'up' | 'down' | null;
}

const orders: Readonly<Record<string, VersionOrder>> = {
  // Of the system, of languages and of Java: mere numbers, which PEP 440 orders.
  system: pep440Order,
  java: pep440Order,
  python: pep440Order,
  r: rOrder,
  apt: debianOrder,
};

/** Ecosystems without an order of their own are read as semantic versions. */
export function orderOf(ecosystem: string): VersionOrder {
  const own = Object.hasOwn(orders, ecosystem) ? orders[ecosystem] : undefined;
  return own ?? semverOrder;
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
