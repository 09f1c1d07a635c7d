import type { RPackage } from '../../inventory/inventory';
import { hasR, unableWithoutR } from '../databricks-r';
import type { Fault, Rule, Subject } from '../rule';
import { compareReleases, isSameMinor } from '../version-numbers';

/** Debian's and CRAN's apt packages: apt makes sure that they fit. */
const APT_LIBRARY = /^\/usr\/lib\/R\//;

export const r04: Rule = {
  id: 'R-04',
  severity: 'error',
  title: 'R packages are built for the R that runs',
  why: 'Compiled code for another minor version of R may crash or refuse to load. It comes from an R that was replaced under a library, or from a library that was copied.',
  source: 'github.com/s-u/Rserve/issues/150',
  needs: 'inventory',
  appliesTo: hasR,
  unable: unableWithoutR,
  check: (subject) => [...checkBuilt(subject), ...checkLibraries(subject)],
};

function checkBuilt(subject: Subject): Fault[] {
  const { version = '', packages = [] } = subject.inventory?.r ?? {};
  const other = packages.filter(({ built }) => !isSameMinor(built, version));
  return [...groupByBuilt(other)].flatMap(([, group]) => {
    const [first] = group;
    if (!first) return [];
    const names = group.map(({ name }) => name);
    const shown = names.slice(0, 5).join(', ');
    const rest = names.length > 5 ? ` and ${names.length - 5} more` : '';
    return [
      {
        severity: severityOf(subject, first, version),
        message: `${shown}${rest} in ${first.library}: built for R ${minorOf(first.built)}, and R ${version} runs`,
        expected: `built with R ${minorOf(version)}`,
        found: `built with R ${first.built}`,
        hint: `install them again with R ${version}, from the runtime's dated repository`,
      },
    ];
  });
}

function groupByBuilt(packages: readonly RPackage[]): Map<string, RPackage[]> {
  const groups = new Map<string, RPackage[]>();
  for (const each of packages) {
    const key = `${minorOf(each.built)} ${each.library}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

/**
 * Debian keeps R's interface for a whole major version and does not rebuild
 * packages for each minor one. All packages of a stand-in are Debian's.
 */
function severityOf(
  { runtime }: Subject,
  { built, library }: RPackage,
  version: string,
): 'error' | 'info' {
  const isOlder = compareReleases(built, version, 2) < 0;
  const isSameMajor = compareReleases(built, version, 1) === 0;
  const isDebians = APT_LIBRARY.test(library) || !runtime.databricks;
  return isOlder && isSameMajor && isDebians ? 'info' : 'error';
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

/** `~/R/x86_64-pc-linux-gnu-library/4.1`: the folder itself says for which R. */
function checkLibraries({ inventory }: Subject): Fault[] {
  const {
    version = '',
    packages = [],
    libraries: paths = [],
  } = inventory?.r ?? {};
  const used = packages.map(({ library }) => library);
  const libraries = new Set([...paths, ...used]);
  return [...libraries].flatMap((library) => {
    const named = /\/(\d+\.\d+)(?:\.\d+)?(?=\/|$)/.exec(library)?.[1];
    if (named === undefined || isSameMinor(named, version)) return [];
    return [
      {
        message: `R looks for packages in ${library}, a library of R ${named}`,
        expected: `libraries of R ${minorOf(version)}`,
        found: library,
        hint: 'take it out of R_LIBS and .libPaths(), or remove the folder',
      },
    ];
  });
}
