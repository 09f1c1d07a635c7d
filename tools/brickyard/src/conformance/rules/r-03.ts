import { hasR, unableWithoutR } from '../databricks-r';
import type { Rule } from '../rule';

const needed: Readonly<Record<string, string>> = {
  Rserve: 'Spark talks to R through it',
  TeachingDemos: 'notebooks load it',
  hwriter: 'notebooks load it',
  hwriterPlus: 'notebooks show output of cells with it',
  htmltools: 'notebooks do not work without it',
};

export const r03: Rule = {
  id: 'R-03',
  severity: 'error',
  title: 'what R notebooks load is installed',
  why: 'An R notebook does not start, or shows nothing, when one of these is missing.',
  source: 'ubuntu/R/Dockerfile of databricks/containers, its #17 and #39',
  needs: 'inventory',
  appliesTo: hasR,
  unable: unableWithoutR,
  check: ({ inventory }) => {
    const names = new Set(inventory?.r?.packages.map(({ name }) => name));
    return Object.entries(needed)
      .filter(([name]) => !names.has(name))
      .map(([name, reason]) => ({
        message: `the R package ${name} is missing: ${reason}`,
        expected: name,
        found: 'not installed',
        hint:
          name === 'hwriterPlus'
            ? 'CRAN has archived it: install hwriterPlus==1.0-3, for example in r_packages.sh'
            : `install ${name}, for example in r_packages.sh`,
      }));
  },
};
