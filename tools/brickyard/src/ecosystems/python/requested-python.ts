import { problemsError } from '../../errors';
import { isMain, lockPath } from '../../lock/python/python-paths';
import { selectRequirementFiles } from '../../requirements/package-lists';
import type { Requirement } from '../../requirements/requirement';
import type { FlavourSource, RequestedLists } from '../ecosystem';
import type { Package } from '../package';
import { parsePins } from './parse-pins';

/** The environment that notebooks run in. */
export const mainEnvironment = '/databricks/python3';

/**
 * `requirements.txt` and `<environment>-requirements.txt`, with their locks.
 * Throws REQUIREMENTS_INVALID.
 */
export const requestedPython: RequestedLists = {
  listPackages: (source) => [
    { ecosystem: 'python', environment: mainEnvironment, packages: [] },
    ...selectRequirementFiles(source.files).map((file) => ({
      ecosystem: 'python',
      environment: environmentOf(file),
      packages: listLocked(source, file) ?? listAsked(source, file),
    })),
  ],
  listNames: (source) =>
    selectRequirementFiles(source.files).map((file) => {
      const { requirements, problems } = source.readRequirements(file);
      if (problems.length > 0)
        throw problemsError('REQUIREMENTS_INVALID', problems);
      const names = requirements.flatMap((each) => nameOf(each) ?? []);
      return { environment: environmentOf(file), names };
    }),
};

function environmentOf(file: string): string {
  return isMain(file)
    ? mainEnvironment
    : `/databricks/${file.replace(/-requirements\.txt$/, '')}`;
}

function nameOf(requirement: Requirement): string | undefined {
  const isNamed = 'name' in requirement && requirement.kind !== 'option';
  return isNamed ? requirement.name : undefined;
}

function listLocked(
  { path, lines, readText }: FlavourSource,
  file: string,
): Package[] | undefined {
  for (const line of lines) {
    const lock = lockPath(line, file);
    const text = readText(lock);
    if (text !== undefined) return parsePins(text, `${path}/${lock}`);
  }
  return undefined;
}

/** Without a lock, the version is what the line asks for. */
function listAsked(source: FlavourSource, file: string): Package[] {
  const { requirements } = source.readRequirements(file);
  return requirements.flatMap((requirement) => {
    if (requirement.kind === 'package') {
      const { name, specifiers, url } = requirement;
      const asked = specifiers.map(({ operator, version }) =>
        specifiers.length === 1 && operator === '=='
          ? version
          : `${operator}${version}`,
      );
      return [{ name, version: url ?? (asked.join(',') || 'any version') }];
    }
    if (requirement.kind !== 'location') return [];
    const { name, location } = requirement;
    return name === undefined ? [] : [{ name, version: location }];
  });
}
