import { type Problem, renderPlace } from '../errors';
import type { LockedRPackage } from '../lock/r/locked-r-package';
import { isMet, listRNeeds, renderNeed, type RNeed } from './r-need';
import { problemOf, type Resolved } from './r-request';

export interface Conflict extends Problem {
  /** What stayed at the version that was locked before, and need not. */
  kept: string[];
}

interface Known {
  below: ReadonlyMap<string, LockedRPackage>;
}

/** `top 1.0 needs base.lib >= 0.5` against what will be there. */
export function findConflicts(
  packages: readonly Resolved[],
  { below }: Known,
): Conflict[] {
  const byName = new Map(packages.map((each) => [each.locked.name, each]));
  return packages.flatMap((each) =>
    listRNeeds(each.description).flatMap((need) => {
      const other = byName.get(need.name);
      const version = other?.locked.version ?? below.get(need.name)?.version;
      if (need.name === 'R' || version === undefined || isMet(need, version))
        return [];
      return [explainConflict(each, need, { version, other })];
    }),
  );
}

function explainConflict(
  { request, locked }: Resolved,
  need: RNeed,
  { version, other }: { version: string; other?: Resolved },
): Conflict {
  const isAsked = other !== undefined && other.request.version !== undefined;
  const isKept = other?.isKept ?? false;
  const source = isAsked
    ? `${renderPlace(other.request.place)} asks for`
    : `${other?.locked.repository ?? 'an image below'} has`;
  const message = `version ${locked.version} needs ${renderNeed(need)}, but ${source} ${version}`;
  return {
    ...problemOf(request, message),
    kept: isKept ? [need.name] : [],
  };
}
