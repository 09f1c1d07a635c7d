import { hasR, unableWithoutR } from '../databricks-r';
import type { Rule } from '../rule';

export const r06: Rule = {
  id: 'R-06',
  severity: 'warning',
  title: 'the image does not bring its own SparkR',
  why: "The cluster adds its own in /databricks/spark/R/lib. Another one may be found first, and does not fit the cluster's Spark.",
  source:
    'Rprofile.site in ubuntu/R of databricks/containers; that a copy does harm is concluded from it',
  needs: 'inventory',
  appliesTo: hasR,
  unable: unableWithoutR,
  check: ({ inventory }) =>
    (inventory?.r?.packages ?? [])
      .filter(({ name }) => name === 'SparkR')
      .map(({ version, library }) => ({
        message: `SparkR ${version} is in ${library}`,
        expected: 'no SparkR',
        found: `SparkR ${version}`,
        hint: `remove it: Rscript -e 'remove.packages("SparkR", "${library}")'`,
      })),
};
