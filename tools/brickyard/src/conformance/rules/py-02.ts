import {
  findNotebookPython,
  hasPython,
  unableWithoutPython,
} from '../databricks-python';
import type { Rule } from '../rule';

export const py02: Rule = {
  id: 'PY-02',
  severity: 'warning',
  title: 'Python is a release, not a pre-release',
  why: "Packages are made for releases and may not load in a pre-release. Ubuntu 22.04's own Python 3.11 is a pre-release.",
  source: 'databricks/containers#201 and #216',
  needs: 'inventory',
  appliesTo: hasPython,
  unable: unableWithoutPython,
  check: ({ inventory }) => {
    const found = findNotebookPython(inventory);
    const isRelease =
      (found?.releaseLevel ?? 'final') === 'final' &&
      !/(?:a|b|rc)\d+\+?$/.test(found?.version ?? '');
    if (!found || isRelease) return [];
    return [
      {
        message: `/databricks/python3 has Python ${found.version}, a pre-release`,
        expected: 'a final release',
        found: `Python ${found.version}`,
        hint: 'set python.aptSource of the runtime line to an archive that has a release, or install a release before the environment is made',
      },
    ];
  },
};
