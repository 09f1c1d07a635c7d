import { problemsError } from '../../errors';
import { rLockPath } from '../../lock/r/r-lock';
import { readRLists } from '../../requirements/r/read-r-lists';
import type { FlavourSource, RequestedLists } from '../ecosystem';
import type { Package } from '../package';
import { parseRLock } from './parse-r-lock';

/** Lists of R packages, with their lock. Throws R_PACKAGES_INVALID. */
export const requestedR: RequestedLists = {
  listPackages: (source) => {
    const packages = listLocked(source) ?? listAsked(source);
    return [{ ecosystem: 'r', environment: null, packages }];
  },
  listNames: (source) => [
    { environment: null, names: listAsked(source).map(({ name }) => name) },
  ],
};

/** Of the first line that has one. */
function listLocked({ lines, readText }: FlavourSource): Package[] | undefined {
  const text = lines
    .map((line) => readText(rLockPath(line)))
    .find((each) => each !== undefined);
  return text === undefined ? undefined : parseRLock(text);
}

/** Without a lock. A package of two lists is named once, as the last has it. */
function listAsked(source: FlavourSource): Package[] {
  const { packages, problems } = readRLists(source);
  if (problems.length > 0) throw problemsError('R_PACKAGES_INVALID', problems);
  const named = packages.map(({ name, version, github }) => {
    const other = github ? `commit ${github.commit}` : 'of the snapshot';
    return { name, version: version ?? other };
  });
  return [...new Map(named.map((each) => [each.name, each])).values()];
}
