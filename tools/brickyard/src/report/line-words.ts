import { apt } from '../ecosystems/apt/apt';
import { findEcosystem } from '../ecosystems/ecosystem-table';
import { labelGroup, labelOf } from '../ecosystems/label-group';
import type { LineDiff, LineFact } from '../versioning/diff-lines';
import type { GroupDiff } from '../versioning/inventory-diff';

/** So many that a line can be read. */
const mostNames = 8;

/** `3.11 → 3.13`; what a line does not say is `unknown`. */
export function renderVersions({ from, to }: LineFact): string {
  return `${from ?? 'unknown'} → ${to ?? 'unknown'}`;
}

/** `Python 3.11 → 3.13 (minor), JDK 17 → 21 (major)` */
export function describeFacts({ facts }: LineDiff): string {
  if (facts.length === 0) return 'the same facts';
  return facts
    .map((fact) => {
      const level = fact.level === null ? '' : ` (${fact.level})`;
      return `${fact.fact} ${renderVersions(fact)}${level}`;
    })
    .join(', ');
}

/**
 * What to look at first where an image is for another line: packages with another
 * major version, and packages that have left. Pairs of a title and names.
 */
export function listUpheavals(
  groups: readonly GroupDiff[],
): readonly (readonly [string, string])[] {
  const packages = groups.filter(
    ({ ecosystem }) => !findEcosystem(ecosystem)?.isPlatform,
  );
  return packages.flatMap((group) => {
    const { majors: changed, left: removed } = pickUpheavals(group);
    const majors = changed.map(
      ({ name, from, to }) => `${name} ${from} → ${to}`,
    );
    const left = removed.map(({ name }) => name);
    const label = labelGroup(group);
    return [
      ...(majors.length > 0
        ? [[`${label}: ${majors.length} major`, listSome(majors)] as const]
        : []),
      ...(left.length > 0
        ? [[`${label}: ${left.length} left`, listSome(left)] as const]
        : []),
    ];
  });
}

/** `8 major, 2 left (python); 1 major (r)`; empty where nothing is that far apart. */
export function countUpheavals(groups: readonly GroupDiff[]): string {
  return groups
    .filter(({ ecosystem }) => !findEcosystem(ecosystem)?.isPlatform)
    .flatMap((group) => {
      const { majors, left } = pickUpheavals(group);
      const parts = [
        ...(majors.length > 0 ? [`${majors.length} major`] : []),
        ...(left.length > 0 ? [`${left.length} left`] : []),
      ];
      return parts.length > 0
        ? [`${parts.join(', ')} (${labelOf(group.ecosystem)})`]
        : [];
    })
    .join('; ');
}

/** A distribution renames the libraries that apt brings along: of those, nobody asked for any. */
function pickUpheavals({ ecosystem, changed, removed }: GroupDiff) {
  const isTold = ({ direct }: { direct: boolean | null }) =>
    ecosystem !== apt.name || direct === true;
  return {
    majors: changed.filter(({ level }) => level === 'major').filter(isTold),
    left: removed.filter(isTold),
  };
}

function listSome(names: readonly string[]): string {
  const hidden = names.length - mostNames;
  const more = hidden > 0 ? ` and ${hidden} more` : '';
  return names.slice(0, mostNames).join(', ') + more;
}
