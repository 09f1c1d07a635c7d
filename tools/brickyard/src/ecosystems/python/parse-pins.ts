import { type Problem, problemsError } from '../../errors';
import { parseRequirements } from '../../requirements/parse-requirements';
import type {
  PackageRequirement,
  Requirement,
} from '../../requirements/requirement';
import type { Package } from '../package';

/**
 * Reads a lock, or any requirements file in which each package has one version.
 * Throws REQUIREMENTS_INVALID with every line that allows several.
 */
export function parsePins(text: string, file: string): Package[] {
  const problems: Problem[] = [];
  const pins = parseRequirements(text, file).flatMap((requirement) => {
    if (requirement.kind === 'option') return [];
    const pin = pinOf(requirement);
    if (typeof pin === 'object') return [pin];
    problems.push({ place: requirement.place, message: pin });
    return [];
  });
  if (problems.length === 0) return pins;
  throw problemsError(
    'REQUIREMENTS_INVALID',
    problems,
    'compare a lock, or what pip freeze prints',
  );
}

/** Returns a text that says why, if it is not a pin. */
function pinOf(
  requirement: Exclude<Requirement, { kind: 'option' }>,
): Package | string {
  if (requirement.kind === 'package') return pinOfPackage(requirement);
  if (requirement.kind !== 'location')
    return `${requirement.path}: an included file is not read here`;
  const { name, location } = requirement;
  return name === undefined
    ? `${location}: nothing says which package this is`
    : { name, version: location };
}

function pinOfPackage({
  name,
  specifiers,
  url,
}: PackageRequirement): Package | string {
  if (url !== undefined) return { name, version: url };
  const exact = specifiers.find(
    ({ operator, version }) =>
      operator === '===' || (operator === '==' && !version.endsWith('.*')),
  );
  return exact === undefined
    ? `${name}: has no exact version`
    : { name, version: exact.version };
}
