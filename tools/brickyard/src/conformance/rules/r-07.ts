import { isAtLeast } from '../compare-runtime';
import { findNotebookPython, unableWithoutPython } from '../databricks-python';
import type { Rule } from '../rule';
import { isSameMinor } from '../version-numbers';

export const r07: Rule = {
  id: 'R-07',
  severity: 'warning',
  title: "an image of R has the runtime's Python in /databricks/python3",
  why: 'Databricks imports its own Python code into this environment, also for R notebooks; code for another minor version may fail.',
  source:
    'ubuntu/R/Dockerfile beside ubuntu/python/Dockerfile of databricks/containers: they differ on 11.3, 12.2 and 15.4',
  needs: 'inventory',
  // With Python among the languages, PY-01 asks the same, as an error.
  appliesTo: ({ languages, runtime }) =>
    languages.includes('r') &&
    !languages.includes('python') &&
    isAtLeast(runtime, '11.3'),
  unable: unableWithoutPython,
  check: ({ inventory, runtime }) => {
    const found = findNotebookPython(inventory)?.version ?? '';
    const { version } = runtime.python;
    if (isSameMinor(found, version)) return [];
    return [
      {
        message: `/databricks/python3 has Python ${found}, and ${runtime.name} has ${version}`,
        expected: `Python ${version}`,
        found: `Python ${found}`,
        hint: `make the environment with python${version}: ARG PYTHON_VERSION gets that value from the runtime`,
      },
    ];
  },
};
