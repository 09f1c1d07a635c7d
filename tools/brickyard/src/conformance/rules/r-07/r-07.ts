import { isAtLeast } from '../../compare-runtime';
import type { RuleInHalves } from '../../rule';
import { inventory } from './inventory';
import { sources } from './sources';

export const r07: RuleInHalves = {
  id: 'R-07',
  severity: 'warning',
  title: "an image of R has the runtime's Python in /databricks/python3",
  why: 'Databricks imports its own Python code into this environment, for R notebooks, too. Code for another minor version may fail.',
  source:
    'ubuntu/R/Dockerfile beside ubuntu/python/Dockerfile of databricks/containers: they differ on 11.3, 12.2 and 15.4',
  // With Python among the languages, PY-01 asks the same, as an error.
  appliesTo: ({ languages, runtime }) =>
    languages.includes('r') &&
    !languages.includes('python') &&
    isAtLeast(runtime, '11.3'),
  halves: [inventory, sources],
};
