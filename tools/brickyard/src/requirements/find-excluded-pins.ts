import type { Problem } from '../errors';
import { evaluateMarker } from './evaluate-marker';
import { isVersionIn } from './is-version-in';
import type { PackageRequirement, Requirement } from './requirement';

/** The versions of a runtime line that requirements must not change. */
export interface RuntimePins {
  /** `17.3-LTS` */
  runtime: string;
  /** `3.12` */
  python: string;
  /** Package → version that notebooks import. */
  notebook: Readonly<Record<string, string>>;
  /** Package → version that comes with the Python: pip and the like. */
  tools: Readonly<Record<string, string>>;
}

/**
 * One problem for each requirement that excludes the version that a line pins.
 * What a URL installs is not known here, nor whether some markers are true:
 * those pass here, and the resolver checks them.
 */
export function findExcludedPins(
  requirements: readonly Requirement[],
  lines: readonly RuntimePins[],
): Problem[] {
  return requirements.flatMap((requirement) => {
    if (requirement.kind !== 'package') return [];
    const pinned = lines.filter((line) => pinOf(requirement, line));
    const refusing = pinned.filter((line) => excludes(requirement, line));
    if (refusing.length === 0) return [];
    const versions = new Set(pinned.map((line) => pinOf(requirement, line)));
    const what = refusing.map((line) => describe(requirement.name, line));
    const text = `${printRequirement(requirement)}: ${what.join('; ')}; take the version out`;
    // Where the lines differ, no version is right for all of them.
    const message = versions.size === 1 ? `${text} or ask for that one` : text;
    return [{ place: requirement.place, message }];
  });
}

function pinOf(
  { name }: PackageRequirement,
  { notebook, tools }: RuntimePins,
): string | undefined {
  return notebook[name] ?? tools[name];
}

function excludes(requirement: PackageRequirement, line: RuntimePins): boolean {
  const { specifiers, marker } = requirement;
  const pin = pinOf(requirement, line);
  if (pin === undefined || specifiers.length === 0) return false;
  if (marker !== undefined && !evaluateMarker(marker, line.python))
    return false;
  return !specifiers.every((specifier) => isVersionIn(pin, specifier));
}

function describe(name: string, { runtime, notebook, tools }: RuntimePins) {
  const pin = notebook[name];
  return pin === undefined
    ? `${runtime} comes with ${name}==${tools[name]}`
    : `${runtime} pins ${name}==${pin}, which notebooks import`;
}

function printRequirement(requirement: PackageRequirement): string {
  return `${requirement.name}${printSpecifiers(requirement)}`;
}

function printSpecifiers({ specifiers }: PackageRequirement): string {
  return specifiers
    .map(({ operator, version }) => `${operator}${version}`)
    .join(',');
}
