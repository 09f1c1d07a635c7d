import { normalizeName } from '../../requirements/normalize-name';
import { readRequirementLines } from '../../requirements/parse-requirements';
import type { Requirement } from '../../requirements/requirement';

/** The package that a word of a command asks for, normalised; '' for one without a name. */
export function nameOfRequest(written: string): string {
  const { requirements } = readRequirementLines(written, '');
  const [requirement] = requirements;
  const name = requirement && nameOfRequirement(requirement);
  if (name !== undefined || requirement?.kind === 'location') return name ?? '';
  // As conda and poetry have it: `conda-forge::pandas=2`, `pandas@^2`.
  const [, own = ''] = /^(?:[^:]*::)?([\w.-]*)/.exec(written) ?? [];
  return normalizeName(own);
}

/** Where only an address tells, its last part: `git+https://host/team/pandas.git`. */
export function nameOfRequirement(
  requirement: Requirement,
): string | undefined {
  if (requirement.kind === 'package') return requirement.name;
  if (requirement.kind !== 'location') return undefined;
  const { name, location } = requirement;
  if (name !== undefined || !/^[\w+]+:\/\//.test(location)) return name;
  const [path = ''] = location.replace(/^[\w+]+:\/\//, '').split(/[?#]/);
  const last = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const own = last.replace(/@.*$/, '').replace(/\.git$/, '');
  return own === '' ? undefined : normalizeName(own);
}
