import { isAtLeast } from '../../compare-runtime';
import { findNotebookPython, hasPython } from '../../databricks-python';
import type { RuleHalf } from '../../rule';
import { isSameMinor } from '../../version-numbers';

export const inventory: RuleHalf = {
  needs: 'inventory',
  appliesTo: (subject) =>
    hasPython(subject) ||
    (subject.languages.includes('r') && isAtLeast(subject.runtime, '11.3')),
  check: (subject) => {
    const { inventory, runtime } = subject;
    const { version } = runtime.python;
    const found = findNotebookPython(inventory);
    if (!found) {
      return [
        {
          message: '/databricks/python3/bin/python3 is missing or does not run',
          expected: `Python ${version}`,
          found: 'nothing',
          hint: `make it: virtualenv --python python${version} --system-site-packages /databricks/python3`,
        },
      ];
    }
    // Databricks' own images of R alone had another one for years: R-07 warns.
    const isFine = isSameMinor(found.version, version) || !hasPython(subject);
    if (isFine) return [];
    return [
      {
        message: `/databricks/python3 has Python ${found.version}, and ${runtime.name} has ${version}`,
        expected: `Python ${version}`,
        found: `Python ${found.version}`,
        hint: `make the environment with python${version}: ARG PYTHON_VERSION gets that value from the runtime`,
      },
    ];
  },
};
