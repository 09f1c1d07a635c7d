import { R_ENVIRONMENT } from '../../inventory/imports';
import { hasR, notebookPackages, unableWithoutR } from '../databricks-r';
import type { Fault, Rule, Subject } from '../rule';

export const r03: Rule = {
  id: 'R-03',
  severity: 'error',
  title: 'the packages that R notebooks load are there, and load',
  why: 'An R notebook does not start, or shows nothing, when one of these is missing or does not load.',
  source: 'ubuntu/R/Dockerfile of databricks/containers, its #17 and #39',
  needs: 'inventory',
  appliesTo: hasR,
  unable: unableWithoutR,
  check: ({ inventory }) => {
    const names = new Set(inventory?.r?.packages.map(({ name }) => name));
    return Object.entries(notebookPackages).flatMap(([name, reason]) =>
      names.has(name)
        ? checkLoads(inventory, name, reason)
        : [missing(name, reason)],
    );
  },
};

function missing(name: string, reason: string): Fault {
  return {
    message: `the R package ${name} is missing: ${reason}`,
    expected: name,
    found: 'not installed',
    hint:
      name === 'hwriterPlus'
        ? 'CRAN has archived it: install hwriterPlus==1.0-3, for example in r_packages.sh'
        : `install ${name}, for example in r_packages.sh`,
  };
}

/** Where the inventory did not try to load packages, an installed one counts as loading. */
function checkLoads(
  inventory: Subject['inventory'],
  name: string,
  reason: string,
): Fault[] {
  const tried = inventory?.imports?.find(
    ({ environment, module }) =>
      environment === R_ENVIRONMENT && module === name,
  );
  if (tried?.ok ?? true) return [];
  return [
    {
      message: `the R package ${name} does not load: ${reason}`,
      expected: `loadNamespace("${name}")`,
      found: tried?.problem ?? 'it fails',
      hint: `install ${name} again together with what it depends on, with the R of the image`,
    },
  ];
}
