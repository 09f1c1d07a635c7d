import { hasR } from '../databricks-r';
import { hasExecutable } from '../has-executable';
import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

export const r09: Rule = {
  id: 'R-09',
  severity: 'info',
  title: 'RStudio Server is in the image only if something starts it',
  why: 'An init script has to start it; without one it only makes the image larger. Databricks took it out of its images with 16.4.',
  source: 'ubuntu/R/README.md of databricks/containers, its pull request 217',
  needs: 'inventory',
  appliesTo: hasR,
  unable: unableWithout('executables'),
  check: ({ inventory }) =>
    hasExecutable(inventory, 'rstudio-server') ||
    inventory?.apt.some(({ name }) => name === 'rstudio-server')
      ? [
          {
            message: 'RStudio Server is in the image',
            expected: 'no RStudio Server, or an init script that starts it',
            found: 'rstudio-server',
            hint: 'remove it; if it is wanted, waive R-09 in image.ts and start it with an init script',
          },
        ]
      : [],
};
