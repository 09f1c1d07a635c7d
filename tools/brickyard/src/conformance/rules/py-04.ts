import { isAtLeast } from '../compare-runtime';
import { hasExecutable } from '../has-executable';
import type { Rule } from '../rule';
import { unableWithout } from '../system-facts';

export const py04: Rule = {
  id: 'PY-04',
  severity: 'error',
  title: 'virtualenv is on PATH',
  why: 'From 11 on, the driver makes an environment for each notebook with it. Without it, the cluster starts only if that is switched off.',
  source: 'databricks/containers, pull requests 113 and 126, and its READMEs',
  needs: 'inventory',
  appliesTo: ({ runtime }) => isAtLeast(runtime, '11.0'),
  unable: unableWithout('executables'),
  check: ({ inventory, languages }) => {
    if (hasExecutable(inventory, 'virtualenv')) return [];
    const isNeeded = languages.includes('python') || languages.includes('r');
    return [
      {
        // Databricks' own image without Python does not have it either.
        severity: isNeeded ? 'error' : 'warning',
        message: 'virtualenv is not on PATH',
        expected: 'virtualenv on PATH',
        found: 'none',
        hint: "install virtualenv for the system's Python, or give every cluster of this image the Spark configuration spark.databricks.driverNfs.enabled false",
      },
    ];
  },
};
