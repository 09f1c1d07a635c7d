import { hasR } from '../databricks-r';
import type { Rule } from '../rule';
import { compareReleases, isSameMinor } from '../version-numbers';

export const r01: Rule = {
  id: 'R-01',
  severity: 'error',
  title: "R is the runtime's",
  why: "SparkR and the notebooks' R code come with the cluster and are made for the runtime's R. Packages built for another minor version do not load.",
  source: 'ARG r_version in ubuntu/R/Dockerfile of databricks/containers',
  needs: 'inventory',
  appliesTo: hasR,
  unable: ({ runtime, inventory }) =>
    runtime.r || !inventory?.r
      ? undefined
      : `the catalogue does not say which R ${runtime.name} has`,
  check: ({ inventory, runtime }) => {
    const found = inventory?.r?.version;
    const wanted = runtime.r?.version;
    if (found === undefined) {
      return [
        {
          message: 'R is not on PATH, or does not start',
          expected: wanted ? `R ${wanted}` : 'R',
          found: 'nothing',
          hint: 'install r-base-core, or build from an image of R',
        },
      ];
    }
    if (wanted === undefined || compareReleases(found, wanted) === 0) return [];
    return [
      {
        severity: isSameMinor(found, wanted) ? 'warning' : 'error',
        message: `R is ${found}, and ${runtime.name} has ${wanted}`,
        expected: `R ${wanted}`,
        found: `R ${found}`,
        hint: `pin r-base, r-base-core and r-recommended to ${runtime.r?.aptVersion ?? `a build of ${wanted}`}`,
      },
    ];
  },
};
