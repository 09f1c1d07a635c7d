import type { Problem } from '../errors';
import { normalizeName } from './normalize-name';
import type { Requirement } from './requirement';

/** One problem for each requirement whose package must not be installed. */
export function findForbidden(
  requirements: readonly Requirement[],
  forbidden: readonly string[],
): Problem[] {
  const names = new Set(forbidden.map(normalizeName));
  return requirements.flatMap((requirement) => {
    const name = 'name' in requirement ? requirement.name : undefined;
    if (name === undefined || !names.has(name)) return [];
    const message = `${name} must not be installed; take the line out`;
    return [{ place: requirement.place, message }];
  });
}
