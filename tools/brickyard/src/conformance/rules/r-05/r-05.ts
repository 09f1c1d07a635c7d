import type { RuleInHalves } from '../../rule';
import { inventory } from './inventory';
import { sources } from './sources';

export const r05: RuleInHalves = {
  id: 'R-05',
  severity: 'warning',
  title: 'R packages come from one day of CRAN',
  why: 'A repository without a date gives every build, and every install.packages() in a notebook, other versions. Binaries for another Ubuntu do not load. Without a user agent that names R, packages come as sources.',
  source:
    'Posit Package Manager: dated repositories and Linux binaries; ubuntu/R/Dockerfile of databricks/containers',
  appliesTo: ({ languages }) => languages.includes('r'),
  halves: [inventory, sources],
};
